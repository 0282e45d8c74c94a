/** Comma-separated values, and those by semicolon or tab that spreadsheets write — RFC 4180. */

const separators = [',', ';', '\t'] as const;

/** The one that the first row has most of, outside of quotes. */
function separatorOf(text: string): string {
  const first = (/^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(text)?.[0] ?? '').replace(/"(?:[^"]|"")*"/g, '');
  const count = (separator: string) => first.split(separator).length;
  return separators.reduce((best, each) => (count(each) > count(best) ? each : best));
}

/**
 * Fields may be quoted, and then hold separators, quotes written twice, and line breaks. Rows without anything are left out.
 * Undefined where a quote is left open.
 */
export function parseCsv(text: string): readonly (readonly string[])[] | undefined {
  const separator = separatorOf(text);
  const rows: string[][] = [];
  let row: string[] = [];
  const field = new RegExp(`(?:"((?:[^"]|"")*)"|([^"${separator}\\r\\n]*))(${separator}|\\r?\\n|$)`, 'y');
  while (field.lastIndex < text.length) {
    const [whole, quoted, plain = '', end] = field.exec(text) ?? [];
    if (whole === undefined) return undefined;
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === separator) {
      if (field.lastIndex < text.length) continue;
      row.push('');
    }
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  }
  return rows;
}

/** What a spreadsheet would take for a formula is marked as text; a telephone number stays one. */
const harmless = (cell: string): string =>
  /^[=@\t\r]/.test(cell) || (/^[+-]/.test(cell) && !/^[+-]\d+$/.test(cell)) ? `'${cell}` : cell;

export const writeCsv = (rows: readonly (readonly string[])[]): string =>
  rows.map(row => `${row.map(cell => `"${harmless(cell).replaceAll('"', '""')}"`).join(',')}\r\n`).join('');
