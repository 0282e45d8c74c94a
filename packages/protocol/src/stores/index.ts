/** What the protocol asks to be kept: one narrow interface per aggregate. */
import type { AssertionStore } from './assertions.ts';
import type { AuthorizationStore } from './authorizations.ts';
import type { ClientStore } from './clients.ts';
import type { ConsentStore } from './consents.ts';
import type { DeviceRequestStore } from './device-requests.ts';
import type { PushedRequestStore } from './pushed-requests.ts';
import type { ResourceStore } from './resources.ts';
import type { SessionStore } from './sessions.ts';
import type { SubjectStore } from './subjects.ts';

export interface ProtocolStores {
  readonly clients: ClientStore;
  readonly authorizations: AuthorizationStore;
  readonly sessions: SessionStore;
  readonly subjects: SubjectStore;
  readonly consents: ConsentStore;
  readonly assertions: AssertionStore;
  readonly resources: ResourceStore;
  readonly pushedRequests: PushedRequestStore;
  readonly deviceRequests: DeviceRequestStore;
}

export type * from './assertions.ts';
export type * from './authorizations.ts';
export type * from './clients.ts';
export type * from './consents.ts';
export type * from './device-requests.ts';
export type * from './logout-deliveries.ts';
export type * from './pushed-requests.ts';
export type * from './resources.ts';
export type * from './sessions.ts';
export type * from './subjects.ts';
