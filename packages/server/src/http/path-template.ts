/** Paths with named segments: `/admin/v1/pools/{pool}`. */

export interface PathTemplate {
  /** The decoded value of each named segment; undefined where the path is another one. */
  match(path: string): Readonly<Record<string, string>> | undefined;
}

/** The names in a template; any, where it is put together. */
export type NamesIn<Path extends string> = string extends Path
  ? string
  : Path extends `${string}{${infer Name}}${infer Rest}`
    ? Name | NamesIn<Rest>
    : never;

export function createPathTemplate(template: string): PathTemplate {
  const parts = template.split('/').map(part => ({ part, name: /^\{(\w+)\}$/.exec(part)?.[1] }));
  return {
    match(path) {
      const segments = path.split('/');
      if (segments.length !== parts.length) return undefined;
      const found: [string, string][] = [];
      for (const [index, { part, name }] of parts.entries()) {
        const segment = segments[index] ?? '';
        if (name === undefined && segment !== part) return undefined;
        if (name === undefined) continue;
        const value = decode(segment);
        if (value === undefined) return undefined;
        found.push([name, value]);
      }
      return Object.fromEntries(found);
    },
  };
}

/** Nothing is named by an empty segment, by broken encoding, or with a NUL. */
function decode(segment: string): string | undefined {
  try {
    const value = decodeURIComponent(segment);
    return value === '' || value.includes('\0') ? undefined : value;
  } catch {
    return undefined;
  }
}
