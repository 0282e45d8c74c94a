/** A request of the playground as somebody would repeat it: an address, or a command for a shell. */
import { addressOf, type Request } from './request.ts';

const secretNames = [
  ...['client_secret', 'client_assertion', 'password', 'code', 'code_verifier', 'refresh_token'],
  ...['device_code', 'token'],
];
const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** The address for a browser, else a command for a shell; secrets only where they are to be shown. */
export function requestText(request: Request, isRevealed: boolean): string {
  if (request.kind === 'browser') return addressOf(request);
  const hidden = (value: string) => (isRevealed ? value : '********');
  const lines = [`curl ${quote(request.endpoint)}`];
  if (request.kind === 'bearer')
    lines.push(`--header ${quote(`authorization: Bearer ${hidden(request.token)}`)}`);
  else {
    const { basic, fields } = request;
    if (basic) lines.push(`--user ${quote(`${basic.clientId}:${hidden(basic.secret)}`)}`);
    for (const [name, value] of fields)
      lines.push(
        `--data-urlencode ${quote(`${name}=${secretNames.includes(name) ? hidden(value) : value}`)}`,
      );
  }
  return lines.join(' \\\n  ');
}
