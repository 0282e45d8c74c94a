/** The page about the configuration file names every member that the file can have, and no other. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { createConfigurationSchema } from '../../packages/server/src/config/schema.ts';

const page = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
const reference = page('configuration.md');
/** Where that page leads for the rest. */
const further = ['dialects.md', 'operations.md', 'guides/branding.md'].map(page).join('\n');

const schema = z.toJSONSchema(
  createConfigurationSchema(() => ({ kind: 'read', text: '' })),
  { io: 'input', unrepresentable: 'any' },
);

/** The members of an object, of its objects, and of those in its lists. */
function membersOf(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(membersOf);
  if (typeof node !== 'object' || node === null) return [];
  const { properties = {}, items, anyOf } = Object(node);
  const own = Object.entries(properties).flatMap(([name, member]) => [name, ...membersOf(member)]);
  return [...own, ...membersOf(items), ...membersOf(anyOf)];
}

const members = new Set(membersOf(schema));

it('names every member', () => {
  const text = reference + further;
  expect(members.size).toBeGreaterThan(150);
  const isNamed = (name: string) => new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(text);
  expect([...members].filter(name => !isNamed(name))).toEqual([]);
});

it('has no row for what does not exist', () => {
  const rows = [...reference.matchAll(/^\| (`[^|]+`) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
  );
  expect(rows.length).toBeGreaterThan(80);
  expect(rows.filter(name => !members.has(name))).toEqual([]);
});
