/** The suite that every engine must pass. */
import { describe } from 'vitest';
import { describeAccessTokens } from './access-tokens.ts';
import { describeAssertions } from './assertions.ts';
import { describeAttempts } from './attempts.ts';
import { describeAudit } from './audit.ts';
import { describeAuditSeals } from './audit-seals.ts';
import { describeAuthorizations } from './authorizations.ts';
import { describeCredentialProofs } from './credential-proofs.ts';
import { describeCredentials } from './credentials.ts';
import { describeEngine } from './engine.ts';
import { describeInterleavings } from './interleavings.ts';
import { describeInvitations } from './invitations.ts';
import { describeLogoutDeliveries } from './logout-deliveries.ts';
import { describeMigrations } from './migrations.ts';
import { describeAuthorizationModel } from './model.ts';
import { describeOneTimeCodes } from './one-time-codes.ts';
import { describeOutbox } from './outbox.ts';
import { describePurge } from './purge.ts';
import { describeRaces } from './races.ts';
import { describeRegistry } from './registry.ts';
import { describeRequests } from './requests.ts';
import { describeRotation } from './rotation.ts';
import { describeSessions } from './sessions.ts';
import { describeTakingOver } from './taking-over.ts';
import { describeUserDirectory } from './user-directory.ts';
import { describeUsers } from './users.ts';
import type { OpenEngine } from './world.ts';

const parts = [
  describeEngine,
  describeMigrations,
  describeAuthorizations,
  describeRotation,
  describeAccessTokens,
  describeSessions,
  describeLogoutDeliveries,
  describeOutbox,
  describeUsers,
  describeUserDirectory,
  describeTakingOver,
  describeOneTimeCodes,
  describeCredentials,
  describeCredentialProofs,
  describeInvitations,
  describeAttempts,
  describeAssertions,
  describeRequests,
  describeRegistry,
  describeAudit,
  describeAuditSeals,
  describePurge,
  describeRaces,
  describeInterleavings,
  describeAuthorizationModel,
];

/** `open` opens a new, empty database each time. */
export function describeStorageContract(name: string, open: OpenEngine): void {
  describe(`storage on ${name}`, () => {
    for (const describePart of parts) describePart(open);
  });
}
