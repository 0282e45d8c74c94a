/** What is wrong with a configuration file, told without ever quoting a value of it. */

export type Path = readonly PropertyKey[];

export interface Problem {
  /** `user_pools[0].applications[1].client_id`; empty for the file as a whole. */
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  /** The known name that was probably meant. */
  readonly suggestion?: string | undefined;
}

export function printPath(path: Path): string {
  const printed = path.map(segment =>
    typeof segment === 'number' ? `[${segment}]` : `.${printName(segment)}`,
  );
  return printed.join('').replace(/^\./, '');
}

/** A key as the file has it, unless it is so odd that it may be a value in the wrong place. */
export const printName = (name: PropertyKey): string =>
  /^[A-Za-z_$][\w$.-]{0,47}$/.test(String(name)) ? String(name) : '(this key)';

export const inOrder = (problems: readonly Problem[]): readonly Problem[] =>
  problems.toSorted((a, b) => a.line - b.line || a.column - b.column || (a.path < b.path ? -1 : 1));

/** One line, as the command line prints it. */
export function printProblem(file: string, { path, line, column, message, suggestion }: Problem): string {
  const meant = suggestion === undefined ? '' : `; did you mean \`${suggestion}\`?`;
  return `${file}:${line}:${column} ${path === '' ? '' : `${path}: `}${message}${meant}`;
}
