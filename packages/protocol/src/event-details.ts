/** What the audit trail says of a request beside its outcome: what was asked, what was decided, which rule was broken. */
import type { Parameters } from '@symbolon/foundation';
import type { OAuthError } from './errors.ts';
import type { EventDetails } from './events.ts';

const longest = 200;
const longestUri = 500;

/** Those of these parameters that were sent, each cut short. Only for names whose values are never secret. */
export function sentOf(parameters: Parameters, names: readonly string[]): EventDetails {
  const sent: Record<string, string> = {};
  for (const name of names) {
    const values = parameters.all(name);
    if (values.length > 0) sent[name] = values.join(' ').slice(0, longest);
  }
  return sent;
}

/** The rule, the parameter that its description begins with, and what was noted where it was thrown. */
export function refusalDetails(error: OAuthError): EventDetails {
  const [parameter] = /^[a-z][a-z_]+(?=[ =])/.exec(error.message) ?? [];
  return { rule: error.rule, ...(parameter !== undefined && { parameter }), ...error.about.details };
}

const harmless = /^(?:tenant|org|organization|locale|lang|language|env|version|v|page|id)$/i;

/** An address for the trail: the values of its query and fragment are kept only where their names are known to be harmless. */
export function redactedUri(uri: string): string {
  const [, address = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(uri.slice(0, longestUri)) ?? [];
  const open = address.replace(/(\/\/)[^/@]*@/, '$1…@');
  return (
    open +
    rest.replace(/([?&#])([^=&#]*)=([^&#]*)/g, (whole, mark: string, name: string) =>
      harmless.test(name) ? whole : `${mark}${name}=…`,
    )
  );
}
