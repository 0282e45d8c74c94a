/** The delivery room: takes messages to end-users over, and sees that they arrive. */
import { type MasterKey, uuid } from '@symbolon/foundation';
import type { Courier } from '@symbolon/login';
import type { Storage } from '@symbolon/storage';
import type { Configuration } from '../config/configuration.ts';
import type { Egress } from '../egress/egress.ts';
import { createEnvelopes } from './envelope.ts';
import { createInbox, type Inbox } from './inbox.ts';
import { createSender, type SenderDependencies } from './sender.ts';
import { createSmsWebhook } from './sms-webhook.ts';
import { createSmtp } from './smtp.ts';

export interface DeliveryRoomDependencies
  extends Pick<SenderDependencies, 'signInUrlOf' | 'brandingOf' | 'clock' | 'random' | 'audit' | 'log'> {
  readonly configuration: Pick<Configuration, 'email' | 'sms'>;
  readonly storage: Pick<Storage, 'outbox' | 'pools'>;
  readonly masterKey: MasterKey;
  readonly egress: Egress;
}

export interface DeliveryRoom {
  readonly courier: Courier;
  /** Sends what is due. To be called every second or so; never rejects. */
  readonly sendMessages: () => Promise<void>;
  /** Undefined where every channel has its way out. */
  readonly inbox: Inbox | undefined;
}

export function createDeliveryRoom(dependencies: DeliveryRoomDependencies): DeliveryRoom {
  const { configuration, storage, masterKey, egress, clock, random, log } = dependencies;
  const { email, sms } = configuration;
  const { outbox, pools } = storage;
  const transports = {
    ...(email && { email: createSmtp(email) }),
    ...(sms && { sms: createSmsWebhook(sms.webhook, { egress, clock }) }),
  };
  const envelopes = createEnvelopes(masterKey);
  const room = { ...dependencies, outbox, pools, transports, envelopes };
  const send = createSender(room);
  const sendMessages = () => send().catch((error: unknown) => log.warn('messages were not sent', { error }));
  return {
    courier: {
      async send(pool, message) {
        const { to, expiresAt } = message;
        const sealed = envelopes.seal(pool, message);
        await outbox.enqueue(pool, { id: uuid(random), channel: to.channel, sealed, expiresAt }, clock());
        void sendMessages();
      },
    },
    sendMessages,
    inbox: email && sms ? undefined : createInbox(room),
  };
}
