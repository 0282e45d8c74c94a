/** What the admin API says of a refusal, in one line — RFC 9457. */
import { z } from 'zod';

const problem = z.object({
  detail: z.string(),
  errors: z.array(z.object({ member: z.string(), message: z.string() })).optional(),
});

export function refusalIn(body: string): string {
  const { detail, errors = [] } = problem.parse(JSON.parse(body));
  return errors.length === 0
    ? detail
    : errors.map(({ member, message }) => `${member || 'it'} ${message}`).join('; ');
}
