/** Claims as a list: name, value, meaning. */
import type { JSX } from 'preact';
import { instantOf, meaningOf } from './claim-meanings.ts';

export function Claims({ claims }: { claims: Readonly<Record<string, unknown>> }): JSX.Element {
  return (
    <dl class="symbolon-claims">
      {Object.entries(claims).map(([name, value]) => (
        <div key={name} class="symbolon-claim">
          <dt>{name}</dt>
          <dd class="symbolon-claim__value">{inFull(value)}</dd>
          <Meaning name={name} value={value} />
        </div>
      ))}
    </dl>
  );
}

function Meaning({ name, value }: { name: string; value: unknown }): JSX.Element | null {
  const meaning = meaningOf(name);
  const instant = instantOf(name, value);
  if (meaning === undefined && instant === undefined) return null;
  return (
    <dd class="symbolon-claim__meaning">
      {meaning}
      {instant === undefined ? null : (
        <>
          : <time dateTime={instant}>{instant.replace('T', ' ').replace('Z', ' UTC')}</time>
        </>
      )}
    </dd>
  );
}

const inFull = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value, undefined, 1) ?? 'undefined');
