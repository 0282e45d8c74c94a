/** E-mail by SMTP — RFC 5321, RFC 3207, RFC 8314. */
import { isIP } from 'node:net';
import { logoCid, type Picture } from '@symbolon/login';
import type { SmtpSettings } from '../config/delivery.ts';
import { isMailAddress, type Mailbox } from './mailbox.ts';
import { type Delivery, longestAttempt, type Transport } from './transport.ts';

/** Milliseconds. */
const timeouts = {
  dnsTimeout: 5000,
  connectionTimeout: 5000,
  greetingTimeout: 10_000,
  socketTimeout: 15_000,
} as const;

export function createSmtp({
  from,
  smtp,
}: {
  readonly from: Mailbox;
  readonly smtp: SmtpSettings;
}): Transport {
  const { host, port, secure, credentials } = smtp;
  // Loaded only where it is wanted: it is not small.
  const opening = import('nodemailer').then(({ createTransport }) =>
    createTransport({
      host,
      port,
      secure: secure === 'tls',
      requireTLS: secure === 'starttls',
      ignoreTLS: secure === 'plain',
      ...(credentials && { auth: { user: credentials.username, pass: credentials.password } }),
      ...(isIP(host) === 0 && { tls: { servername: host } }),
      ...timeouts,
      disableFileAccess: true,
      disableUrlAccess: true,
    }),
  );
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1);
  return async ({ id, address, words, locale }) => {
    if (!isMailAddress(address))
      return { kind: 'undeliverable', reason: 'the address cannot stand in a mail' };
    const mail = {
      messageId: `<${id}@${domain}>`,
      from,
      to: { name: '', address },
      envelope: { from: from.address, to: [address] },
      subject: words.subject,
      text: words.text,
      ...(words.html !== undefined && { html: words.html }),
      ...(words.logo && { attachments: [inline(words.logo)] }),
      headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': locale },
    };
    const sent = opening.then(mailer => mailer.sendMail(mail));
    return Promise.race([sent.then((): Delivery => ({ kind: 'delivered' }), failureOf), lateness()]);
  };
}

const inline = ({ mediaType, bytes }: Picture) => ({
  filename: `logo.${mediaType.slice('image/'.length)}`,
  content: bytes,
  contentType: mediaType,
  contentDisposition: 'inline' as const,
  cid: logoCid,
});

/** A server that answers drop by drop holds nobody up. */
const lateness = (): Promise<Delivery> =>
  new Promise(resolve =>
    AbortSignal.timeout(longestAttempt * 1000).addEventListener('abort', () =>
      resolve({ kind: 'failed', reason: 'the mail server took too long' }),
    ),
  );

/** The server's own words may quote the address: only its code is told. */
function failureOf(error: unknown): Delivery {
  const code = member(error, 'code');
  const answer = member(error, 'responseCode');
  const told = typeof answer === 'number' ? `the mail server answered ${answer}` : 'the mail server failed';
  const isFinal = code === 'EENVELOPE' && typeof answer === 'number' && answer >= 500;
  if (isFinal) return { kind: 'undeliverable', reason: told };
  return { kind: 'failed', reason: typeof code === 'string' ? `${told} (${code})` : told };
}

const member = (error: unknown, name: string): unknown =>
  typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
