/** A mail server that keeps what it is given: a real SMTP dialogue at a port of this machine. */
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface ReceivedMail {
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
  readonly raw: string;
  readonly mail: Email;
}

export type Verdict = 'accepted' | 'deferred' | 'refused';

export interface MailSink {
  readonly port: number;
  readonly received: readonly ReceivedMail[];
  /** Every recipient that was named, accepted or not. */
  readonly recipients: readonly string[];
  /** Names and passwords that were tried. */
  readonly logins: readonly string[];
  /** What every recipient is told from now on. */
  answerWith(verdict: Verdict): void;
  /** Forgets what came in, and accepts. */
  begin(): void;
  /** Resolves once so many mails have come in all. */
  arrival(count: number): Promise<void>;
  close(): Promise<void>;
}

const refusals = { deferred: 451, refused: 550 } as const;

export async function openMailSink(options: SMTPServerOptions = {}): Promise<MailSink> {
  const received: ReceivedMail[] = [];
  const recipients: string[] = [];
  const logins: string[] = [];
  let verdict: Verdict = 'accepted';
  let waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    closeTimeout: 100,
    onAuth({ username, password }, _session, done) {
      logins.push(`${username} ${password}`);
      done(null, { user: username });
    },
    onRcptTo({ address }, _session, done) {
      recipients.push(address);
      if (verdict === 'accepted') return done();
      done(Object.assign(new Error(`no mail for ${address}`), { responseCode: refusals[verdict] }));
    },
    async onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      try {
        for await (const chunk of stream) chunks.push(Buffer.from(chunk));
      } catch {
        return;
      }
      const raw = Buffer.concat(chunks);
      received.push({
        envelope: {
          from: envelope.mailFrom ? envelope.mailFrom.address : '',
          to: envelope.rcptTo.map(({ address }) => address),
        },
        raw: raw.toString(),
        mail: await PostalMime.parse(raw),
      });
      done();
      for (const { count, resolve } of waiting) if (received.length >= count) resolve();
      waiting = waiting.filter(({ count }) => received.length < count);
    },
    ...options,
  });
  // A client that is killed breaks off in the middle of a dialogue.
  server.on('error', () => undefined);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    port,
    received,
    recipients,
    logins,
    answerWith(next) {
      verdict = next;
    },
    begin() {
      for (const list of [received, recipients, logins]) list.length = 0;
      verdict = 'accepted';
    },
    arrival: count =>
      new Promise(resolve => (received.length >= count ? resolve() : waiting.push({ count, resolve }))),
    close: () => new Promise(resolve => server.close(() => resolve())),
  };
}
