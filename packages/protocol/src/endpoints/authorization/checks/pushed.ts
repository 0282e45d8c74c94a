/** Clients that push all their requests — RFC 9126 §5, §6. */
import { OAuthError } from '../../../errors.ts';
import type { Refusal } from './check.ts';

export const refuseUnpushed: Refusal = ({ addressed, pushed }) => {
  if (addressed.client.requirePushedAuthorizationRequests && !pushed) {
    throw new OAuthError(
      'pushed-request-required',
      'This application pushes its requests: send them to the pushed authorization request endpoint first, then request_uri here.',
    );
  }
};
