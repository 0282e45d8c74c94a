/** Headers on every answer, whatever it is — OWASP Secure Headers, RFC 6797. */
export const securityHeadersOf = (origin: string): Readonly<Record<string, string>> => ({
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  ...(origin.startsWith('https:') && { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }),
});
