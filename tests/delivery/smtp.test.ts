/** E-mail by a real SMTP dialogue — RFC 5321, RFC 5322; HL-11, HL-14, HL-15. */
import { type Message, renderMessage, unbranded, unreadableIn } from '@symbolon/login';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { logo } from '../testkit/branding.ts';
import { freePort } from '../testkit/free-port.ts';
import { type MailSink, openMailSink } from '../testkit/mail-sink.ts';
import { codeMessage, defaultPool, poolNamed } from '../testkit/messages.ts';
import { settled } from '../testkit/settled.ts';
import { createWorld, type World, type WorldOptions, web } from '../testkit/world.ts';

let sink: MailSink;
let world: World;
const open = (smtp: object = {}, options: WorldOptions = {}) =>
  createWorld({
    ...options,
    file: {
      email: {
        from: 'Acme sign-in <login@acme.example>',
        smtp: { host: '127.0.0.1', port: sink.port, secure: false, ...smtp },
      },
    },
  });
/** Another server for the same mail. */
async function on(other: Promise<World>, act: (world: World) => Promise<void>): Promise<void> {
  const opened = await other;
  await act(opened).finally(() => opened.close());
}
beforeAll(async () => {
  sink = await openMailSink();
  world = await open();
});
afterAll(async () => {
  await world.close();
  await sink.close();
});
let seen = 0;
beforeEach(async () => {
  sink.begin();
  seen = (await events()).length;
});

const message = (change: Partial<Message> = {}) => codeMessage(world.clock.now(), change);
const to = (address: string) => message({ to: { channel: 'email', address } });
/** Queues it, and waits until it was sent or put off. */
async function send(sent: Message, pool = defaultPool, { delivery } = world): Promise<void> {
  await delivery.courier.send(pool, sent);
  await delivery.sendMessages();
}
async function events() {
  await settled(world);
  return (await world.storage.audit.list(defaultPool, { limit: 1000 })).events;
}
/** Of this test, newest first. */
const reasonsOf = async (type: string) => {
  const all = await events();
  return all
    .slice(0, all.length - seen)
    .filter(event => event.type === type)
    .map(({ reason }) => reason);
};

describe('a message by e-mail', () => {
  it('arrives once, as text and as HTML, at the one recipient', async () => {
    await send(message());
    await world.delivery.sendMessages();
    expect(sink.received).toHaveLength(1);
    const [{ envelope, mail } = { envelope: undefined, mail: undefined }] = sink.received;
    expect(envelope).toEqual({ from: 'login@acme.example', to: ['alice@example.com'] });
    expect(mail).toMatchObject({
      subject: 'Your sign-in code for Acme',
      from: { name: 'Acme sign-in', address: 'login@acme.example' },
      to: [{ address: 'alice@example.com' }],
      messageId: expect.stringMatching(/^<[0-9a-f-]{36}@acme\.example>$/),
    });
    expect(mail?.headers).toContainEqual(
      expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }),
    );
    for (const part of [mail?.text, mail?.html]) {
      expect(part).toContain('493817');
      expect(part).toContain('It is good for 10 minutes.');
    }
    expect(await reasonsOf('message.delivered')).toEqual(['sign_in_code by email']);
  });

  it.each([
    ['a header', 'a@x.test\r\nBcc: b@y.test'],
    ['a command', '"a\r\nRCPT TO:<b@y.test>"@x.test'],
    ['a second address', 'victim@x.test,evil@y.test'],
    ['a list of one', 'friends:victim@x.test;'],
    ['angle brackets', '<a@x.test>'],
    ['a name', 'Alice <a@x.test>'],
    ['a comment', 'a(b@y.test)@x.test'],
    ['two signs', 'a@b@y.test'],
    ['a NUL', 'a\u0000@x.test'],
    ['no host', 'alice'],
    ['ten thousand letters', `${'a'.repeat(10_000)}@x.test`],
  ])('to an address with %s goes to nobody [HL-14]', async (_name, address) => {
    await send(to(address));
    await send(to('bob@example.com'));
    expect(sink.recipients).toEqual(['bob@example.com']);
    expect(await reasonsOf('message.failed')).toEqual([
      'sign_in_code by email: the address cannot stand in a mail',
    ]);
  });

  it('shows script and line breaks in a name as text [HL-15]', async () => {
    const senderName = '<script>alert(1)</script>\r\nBcc: evil@y.test';
    await send(message({ senderName, tidings: { kind: 'password_changed' } }));
    const [{ envelope, mail, raw } = { envelope: undefined, mail: undefined, raw: '' }] = sink.received;
    expect(envelope?.to).toEqual(['alice@example.com']);
    expect(mail?.bcc).toBeUndefined();
    expect(mail?.subject).toBe('Your password at <script>alert(1)</script>Bcc: evil@y.test was changed');
    expect(raw.split('\r\n\r\n')[0]).not.toMatch(/^bcc/im);
    expect(mail?.html).toContain('&lt;script>alert(1)&lt;/script>');
    expect(mail?.html).not.toContain('<script');
  });

  describe('in the branding of whom it is from', () => {
    const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(40, 3)]);
    const dataUrl = (mediaType: string, bytes: Buffer) =>
      `data:${mediaType};base64,${bytes.toString('base64')}`;
    const sentIn = async (branding: object) => {
      await on(open({}, { pool: { branding } }), other => send(message(), defaultPool, other));
      const [{ mail, raw } = { mail: undefined, raw: '' }] = sink.received;
      return { html: mail?.html ?? '', text: mail?.text ?? '', attachments: mail?.attachments, raw };
    };

    it('shows its name and its accent, and a logo that travels with it', async () => {
      const branding = { name: 'Acme <b>', light: { accent: '#6a1b9a' }, logo: dataUrl('image/png', png) };
      const { html, text, attachments, raw } = await sentIn(branding);
      expect(html).toContain('<img src="cid:logo@symbolon" alt="Acme &lt;b>"');
      expect(html).toMatch(/style="[^"]*color:#6a1b9a[^"]*">\s*493817/);
      expect(html).toContain('border-top:4px solid #6a1b9a');
      expect(html).not.toMatch(/https?:/);
      expect(attachments).toHaveLength(1);
      expect(attachments?.[0]).toMatchObject({
        mimeType: 'image/png',
        contentId: '<logo@symbolon>',
        disposition: 'inline',
        related: true,
      });
      expect(raw.replaceAll('\r\n', '')).toContain(png.toString('base64'));
      expect(raw).toMatch(/multipart\/alternative[\s\S]*text\/plain[\s\S]*multipart\/related/);
      expect(text).toContain('493817');
      expect(text).not.toContain('logo');
    });

    it('shows its name where the logo is none that mail programs show', async () => {
      const { html, attachments } = await sentIn({ name: 'Acme <b>', logo });
      expect([attachments, html.includes('<img')]).toEqual([[], false]);
      expect(html).toContain('>Acme &lt;b></p>');
    });

    it('is that of the application that caused it, where it has one', async () => {
      const applications = [
        { ...web, branding: { name: 'Shop', light: { accent: '#6a1b9a' } } },
        { ...web, client_id: 'plain' },
      ];
      const branding = { name: 'Acme', light: { accent: '#1b5e20' } };
      await on(open({}, { applications, pool: { branding } }), async other => {
        for (const applicationId of ['web', 'plain', 'gone', undefined])
          await send(message({ applicationId }), defaultPool, other);
      });
      const looks = sink.received.map(
        ({ mail }) => /4px solid (#\w{6}).*>(Shop|Acme)<\/p>/s.exec(mail.html || '')?.slice(1) ?? [],
      );
      const ofPool = ['#1b5e20', 'Acme'];
      expect(looks).toEqual([['#6a1b9a', 'Shop'], ofPool, ofPool, ofPool]);
    });

    it('shows a colour that could not be read in the nearest shade that can', async () => {
      const branding = { ...unbranded, colours: { light: { accent: '#ffe000' } } };
      const { html = '' } = renderMessage(message(), { at: 0, signInUrl: '', branding });
      const [, accent = ''] = /border-top:4px solid (#[0-9a-f]{6})/.exec(html) ?? [];
      expect(unreadableIn('light', { accent: '#ffe000' })).toHaveLength(1);
      expect(unreadableIn('light', { accent })).toEqual([]);
      expect(html).not.toContain('#ffe000');
    });
  });

  it('leads to the configured origin, in the pool it belongs to [HL-11]', async () => {
    const options = { origin: 'https://login.acme.example', pools: [{ name: 'staff' }] };
    await on(open({}, options), async other => {
      const headers = { 'x-forwarded-host': 'evil.test', forwarded: 'host=evil.test' };
      await fetch(`${other.address}/`, { headers });
      const tidings = { kind: 'already_signed_up' } as const;
      await send(message({ tidings }), defaultPool, other);
      await send(message({ tidings }), poolNamed('staff'), other);
    });
    const links = sink.received.map(({ mail }) => mail.text?.match(/https?:\S+/g));
    expect(links).toEqual([['https://login.acme.example/login'], ['https://login.acme.example/staff/login']]);
    expect(sink.received[0]?.mail.html).toContain('href="https://login.acme.example/login"');
  });

  it('is sent with the credentials of the configuration', async () => {
    const credentials = { username: 'acme', password: 'a password of the mail server' };
    await on(open(credentials), other => send(message(), defaultPool, other));
    expect(sink.logins).toEqual(['acme a password of the mail server']);
    expect(sink.received).toHaveLength(1);
  });

  it('never leaves unencrypted where STARTTLS is asked for and not offered', async () => {
    await on(open({ secure: 'starttls' }), other => send(message(), defaultPool, other));
    expect([sink.recipients, sink.received]).toEqual([[], []]);
  });
});

describe('a message that cannot be delivered yet', () => {
  it('is tried again, ever more rarely, and arrives once the server takes it', async () => {
    sink.answerWith('deferred');
    await send(message());
    const attemptsAfter = async (seconds: number) => {
      world.clock.advance(seconds);
      await world.delivery.sendMessages();
      return sink.recipients.length;
    };
    expect([sink.recipients.length, await attemptsAfter(1), await attemptsAfter(1)]).toEqual([1, 1, 2]);
    expect([await attemptsAfter(4), await attemptsAfter(1)]).toEqual([2, 3]);
    sink.answerWith('accepted');
    expect([await attemptsAfter(14), await attemptsAfter(1)]).toEqual([3, 4]);
    expect(sink.received).toHaveLength(1);
    const [{ mail } = { mail: undefined }] = sink.received;
    expect(mail?.text).toContain('It is good for 10 minutes.');
    const warnings = world.log.filter(line => line.includes('was not delivered yet'));
    expect(warnings).toHaveLength(3);
    expect(await reasonsOf('message.failed')).toEqual([]);
  });

  it('is dropped unsent when it is worth nothing any more, and the audit trail says so', async () => {
    sink.answerWith('deferred');
    await send(message());
    sink.answerWith('accepted');
    world.clock.advance(600);
    await world.delivery.sendMessages();
    expect(sink.received).toEqual([]);
    expect(await reasonsOf('message.failed')).toEqual(['sign_in_code by email: not delivered in time']);
    expect(await world.storage.outbox.claim(world.clock.now() + 3600, 60, 10)).toEqual([]);
  });

  it('is given up at once where the server will never take it, and no log tells the address or the code', async () => {
    sink.answerWith('refused');
    await send(message());
    world.clock.advance(300);
    await world.delivery.sendMessages();
    expect(sink.recipients).toEqual(['alice@example.com']);
    expect(await reasonsOf('message.failed')).toEqual([
      'sign_in_code by email: the mail server answered 550',
    ]);
    expect(world.log.join('\n')).not.toMatch(/alice@example|493817/);
  });

  it('waits for a server that is away, sealed', async () => {
    await on(open({ port: await freePort() }), async other => {
      await send(message(), defaultPool, other);
      const [waiting] = await other.storage.outbox.claim(other.clock.now() + 60, 60, 10);
      expect(waiting).toMatchObject({ attempts: 2, channel: 'email' });
      expect(waiting?.sealed).not.toMatch(/alice|493817/);
    });
  });
});
