/** The console's types of the admin API are those of the API's own table. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { adminApiTypes, typesPath } from '../../tools/admin-api-types.ts';

it('are as npm run generate:admin-api makes them', () => {
  expect(readFileSync(typesPath, 'utf8')).toBe(adminApiTypes());
});
