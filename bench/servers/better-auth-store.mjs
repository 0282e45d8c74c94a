/** The store of better-auth in memory: rows found by index, where the adapter it brings along would walk through all of them. */
import { createAdapterFactory } from 'better-auth/adapters';

/** Fields by which flows look for rows of a table that grows; each is unique where it occurs. */
const indexed = ['id', 'token', 'identifier', 'email'];

const tests = {
  eq: (value, wanted) => value === wanted || (wanted === null && value === undefined),
  ne: (value, wanted) => value !== wanted,
  in: (value, wanted) => wanted.includes(value),
  not_in: (value, wanted) => !wanted.includes(value),
  lt: (value, wanted) => value < wanted,
  lte: (value, wanted) => value <= wanted,
  gt: (value, wanted) => value > wanted,
  gte: (value, wanted) => value >= wanted,
};

function test(row, { field, value, operator = 'eq', connector = 'AND' }) {
  const matches = tests[operator];
  if (matches === undefined || connector !== 'AND') throw new Error(`no such condition: ${operator}`);
  return matches(row[field], value);
}

class Table {
  #rows = new Set();
  #indexes = new Map(indexed.map(field => [field, new Map()]));

  insert(row) {
    this.#rows.add(row);
    for (const [field, index] of this.#indexes) if (row[field] !== undefined) index.set(row[field], row);
  }

  remove(row) {
    this.#rows.delete(row);
    for (const [field, index] of this.#indexes) if (index.get(row[field]) === row) index.delete(row[field]);
  }

  change(row, members) {
    this.remove(row);
    this.insert(Object.assign(row, members));
  }

  find(where = []) {
    const known = where.find(({ field, operator = 'eq' }) => operator === 'eq' && this.#indexes.has(field));
    const row = known && this.#indexes.get(known.field).get(known.value);
    const candidates = known ? (row ? [row] : []) : [...this.#rows];
    return candidates.filter(candidate => where.every(condition => test(candidate, condition)));
  }
}

/** `rows`: by table, what is there from the start. */
export function createStore(rows) {
  const tables = new Map();
  const tableOf = model => {
    const table = tables.get(model) ?? new Table();
    tables.set(model, table);
    return table;
  };
  for (const [model, all] of Object.entries(rows)) for (const row of all) tableOf(model).insert(row);

  const each = ({ model, where }, act) => {
    const found = tableOf(model).find(where);
    for (const row of found) act(tableOf(model), row);
    return found;
  };
  return createAdapterFactory({
    config: { adapterId: 'bench', adapterName: 'bench', supportsArrays: true, supportsJSON: true },
    adapter: () => ({
      async create({ model, data }) {
        tableOf(model).insert(data);
        return data;
      },
      findOne: async ({ model, where }) => tableOf(model).find(where)[0] ?? null,
      findMany: async ({ model, where, limit, offset = 0 }) =>
        tableOf(model)
          .find(where)
          .slice(offset, limit === undefined ? undefined : offset + limit),
      count: async ({ model, where }) => tableOf(model).find(where).length,
      update: async ({ update, ...asked }) =>
        each(asked, (table, row) => table.change(row, update))[0] ?? null,
      updateMany: async ({ update, ...asked }) =>
        each(asked, (table, row) => table.change(row, update)).length,
      delete: async asked => void each(asked, (table, row) => table.remove(row)),
      deleteMany: async asked => each(asked, (table, row) => table.remove(row)).length,
      consumeOne: async asked => each(asked, (table, row) => table.remove(row))[0] ?? null,
      async incrementOne({ model, where, increment, set }) {
        const [row] = tableOf(model).find(where);
        if (row === undefined) return null;
        const sums = Object.entries(increment).map(([field, by]) => [field, (row[field] ?? 0) + by]);
        tableOf(model).change(row, { ...Object.fromEntries(sums), ...set });
        return row;
      },
    }),
  });
}
