/** How messages to end-users leave: the sections `email` and `sms` of the configuration file. */
import { z } from 'zod';
import { type Mailbox, readMailbox } from '../delivery/mailbox.ts';
import { isLoopbackHost, refuseFetchedUri } from './redirect-uri.ts';
import { evenIfMembersAreWrong } from './schema-issues.ts';
import { type SecretReader, secretSchema } from './secret-reference.ts';

export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /** `tls` from the first byte, `starttls` or nothing, `plain` without any. */
  readonly secure: 'tls' | 'starttls' | 'plain';
  readonly credentials: { readonly username: string; readonly password: string } | undefined;
}

export interface EmailSettings {
  readonly from: Mailbox;
  readonly smtp: SmtpSettings;
}

export interface WebhookSettings {
  readonly url: string;
  readonly secret: string;
}

const smtpSchema = (read: SecretReader) =>
  z
    .strictObject({
      host: z.string().regex(/^[A-Za-z0-9.:_-]{1,253}$/, 'must be a host name or an IP address'),
      port: z.int().min(1).max(65_535).optional(),
      secure: z.literal([true, false, 'starttls']).optional(),
      username: z.string().min(1).max(320).optional(),
      password: secretSchema(read).optional(),
    })
    .superRefine(({ host, secure, username, password }, context) => {
      const refuse = (member: string, message: string) =>
        context.addIssue({ code: 'custom', path: [member], message });
      if (username !== undefined && password === undefined) refuse('username', 'needs a password beside it');
      if (password !== undefined && username === undefined) refuse('password', 'needs a username beside it');
      if (secure === false && username !== undefined && !isLoopbackHost(host))
        refuse('secure', 'must be true or starttls where a password is sent to another machine');
    }, evenIfMembersAreWrong);

const mailboxForm = 'must be an address, such as Acme <login@acme.example>';

export const emailSchema = (read: SecretReader) =>
  z.strictObject({
    from: z.string().refine(text => readMailbox(text) !== undefined, mailboxForm),
    smtp: smtpSchema(read),
  });

const shortestSecret = 32;

export const smsSchema = (read: SecretReader) =>
  z.strictObject({
    webhook: z.strictObject({
      url: z.string().superRefine((uri, context) => {
        const message = refuseFetchedUri(uri);
        if (message !== undefined) context.addIssue({ code: 'custom', message });
      }),
      secret: secretSchema(read).refine(
        text => text.length >= shortestSecret,
        `must have at least ${shortestSecret} characters`,
      ),
    }),
  });

type EmailFile = z.output<ReturnType<typeof emailSchema>>;

const usualPort = { tls: 465, starttls: 587, plain: 25 } as const;

export function toEmail(file: EmailFile | undefined): EmailSettings | undefined {
  const from = file && readMailbox(file.from);
  if (file === undefined || from === undefined) return undefined;
  const { host, port, secure: wanted = 'starttls', username, password } = file.smtp;
  const secure = wanted === 'starttls' ? wanted : wanted ? 'tls' : 'plain';
  const credentials = username === undefined || password === undefined ? undefined : { username, password };
  return { from, smtp: { host, port: port ?? usualPort[secure], secure, credentials } };
}

const inFile = { tls: true, starttls: 'starttls', plain: false } as const;

/** In the words of the file. */
export function printEmail({ from, smtp }: EmailSettings, hidden: string) {
  const { host, port, secure, credentials } = smtp;
  return {
    from: from.name === '' ? from.address : `${from.name} <${from.address}>`,
    smtp: {
      host,
      port,
      secure: inFile[secure],
      ...(credentials && { username: credentials.username, password: hidden }),
    },
  };
}
