/** What the pages that want to be sure who is there have in common. */
import type { ConfirmationError, ConfirmationView } from '@symbolon/login';
import type { AccountVisit } from './account-page.ts';

export const confirmationForm = (
  { surroundings, account, formTicket, user }: AccountVisit,
  error: ConfirmationError | undefined,
): ConfirmationView => ({
  ...surroundings,
  base: account,
  ticket: formTicket,
  asksPassword: user.hasPassword,
  username: user.identifiers[0]?.value ?? '',
  error,
});

export function statusOf(error: ConfirmationError | undefined): number {
  switch (error?.kind) {
    case undefined:
      return 200;
    case 'blocked':
      return 429;
    case 'busy':
      return 503;
    default:
      return 400;
  }
}
