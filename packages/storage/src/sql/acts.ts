/** The two shapes that most writes have: one conditional statement, and one with what hangs on it. */
import type { Engine, Row, Step, StepResult, Value } from '../engines/engine.ts';

const nothing: StepResult = { changes: 0, rows: [] };

/** Runs one statement, which decides by itself whether it changes anything. */
export async function act(engine: Engine, sql: string, values: readonly Value[]): Promise<StepResult> {
  const result = await engine.write([{ sql, values }]);
  return (result.kind === 'done' && result.results[0]) || nothing;
}

/** Runs a statement that changes one row, and only then the others; the first one's result, no changes where it missed. */
export async function actWith(engine: Engine, first: Step, others: readonly Step[]): Promise<StepResult> {
  if (others.length === 0) return act(engine, first.sql, first.values);
  const result = await engine.write([{ ...first, expect: 1 }, ...others]);
  return (result.kind === 'done' && result.results[0]) || nothing;
}

export async function readOne(
  engine: Engine,
  sql: string,
  values: readonly Value[],
): Promise<Row | undefined> {
  const [row] = await engine.read(sql, values);
  return row;
}
