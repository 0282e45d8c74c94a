/** A message to an end-user in words: an e-mail as text and as HTML, or a text message. */
import type { JSX } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { type Branding, type Colours, type Picture, unbranded } from '../branding/branding.ts';
import { nearestPassing } from '../branding/contrast.ts';
import type { Message, Tidings } from '../courier.ts';
import { harmlessAddress } from './elements/link.tsx';
import { plainName } from './elements/phrase.tsx';
import { directionOf, type Say, spanInWords, speaker } from './messages.ts';
import { light } from './theme.ts';

export interface Words {
  readonly subject: string;
  readonly text: string;
  /** Undefined where the channel carries text alone. */
  readonly html: string | undefined;
  /** What the HTML shows under `logoCid`: it travels with the message, so that nothing is fetched to read it. */
  readonly logo: Picture | undefined;
}

/** RFC 2392. */
export const logoCid = 'logo@symbolon';

export interface MailSurroundings {
  /** The present: how long a code is good for is said from there. */
  readonly at: number;
  /** Where end-users of the pool sign in, absolute. */
  readonly signInUrl: string;
  /** Of the application that caused it, or of the pool. */
  readonly branding?: Branding | undefined;
}

/** Names are chosen by others, and a mail is read in a list: enough of one to know it by. */
const longestName = 80;

const shortened = (name: string): string => [...plainName(name)].slice(0, longestName).join('');

/** The kinds of picture that mail programs show; an SVG they do not. */
const pictured = (logo: Picture | undefined): Picture | undefined =>
  logo?.mediaType === 'image/png' || logo?.mediaType === 'image/jpeg' ? logo : undefined;

export function renderMessage(
  message: Message,
  { at, signInUrl, branding = unbranded }: MailSurroundings,
): Words {
  const { tidings, locale, to, senderName, expiresAt } = message;
  const say = speaker(locale);
  const sender = shortened(senderName);
  const span = spanInWords(locale, Math.max(1, expiresAt - at));
  const subject = say(`mail.${tidings.kind}.subject`, { sender });
  const link = 'link' in tidings ? tidings.link : signInUrl;
  const values = { sender, span, link };
  if (to.channel === 'sms')
    return { subject, text: briefly(tidings, values, say), html: undefined, logo: undefined };
  const parts = partsOf(tidings, values, say);
  const text = `${parts.map(part => part.text).join('\n\n')}\n`;
  const { name, colours } = branding;
  const brand = name === undefined ? undefined : shortened(name);
  const logo = pictured(branding.logo);
  const look = { brand, logo, styles: stylesOf(colours.light) };
  const page = <Mail subject={subject} parts={parts} locale={locale} {...look} />;
  return { subject, text, html: `<!doctype html>${renderToString(page)}`, logo };
}

interface Values {
  readonly sender: string;
  readonly span: string;
  readonly link: string;
}

function briefly(tidings: Tidings, { sender, span, link }: Values, say: Say): string {
  if ('code' in tidings) return say('sms.code', { code: tidings.code, sender, span });
  return say(`sms.${tidings.kind}`, { sender, link });
}

interface Part {
  readonly kind: 'paragraph' | 'code' | 'link';
  readonly text: string;
}

function partsOf(tidings: Tidings, { sender, span, link }: Values, say: Say): readonly Part[] {
  const paragraph = (text: string): Part => ({ kind: 'paragraph', text });
  const opening = paragraph(say(`mail.${tidings.kind}.text`, { sender }));
  if ('link' in tidings)
    return [
      opening,
      { kind: 'link', text: link },
      paragraph(say('mail.invitation.validity', { span })),
      paragraph(say('mail.invitation.unknown')),
    ];
  if (!('code' in tidings)) return [opening, { kind: 'link', text: link }];
  return [
    opening,
    { kind: 'code', text: tidings.code },
    paragraph(`${say('mail.validity', { span })} ${say('mail.never_asked', { sender })}`),
    paragraph(say('mail.not_you')),
  ];
}

const font = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,'Noto Sans',sans-serif";
const mono = "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace";

/** Mail programs read styles at the element alone, and nothing from elsewhere. */
function stylesOf({ accent, background = light.paper }: Colours = {}) {
  // What was stored may be older than the rule that it can be read.
  const brand = accent === undefined ? light.accent : nearestPassing(accent, light.well);
  return {
    body: `margin:0;padding:24px;background:${background};color:${light.ink};font:16px/1.5 ${font}`,
    card: `max-width:480px;margin:0 auto;padding:32px;background:${light.card};border:1px solid ${light.line};border-top:4px solid ${brand};border-radius:10px`,
    sender: `margin:0 0 24px;color:${brand};font-weight:600`,
    logo: 'display:block;max-width:200px;max-height:48px;border:0',
    paragraph: 'margin:0 0 16px',
    code: `margin:0 0 16px;padding:12px 16px;background:${light.well};color:${brand};border-radius:8px;font:600 28px/1.2 ${mono};letter-spacing:4px`,
    link: `color:${brand}`,
  } as const;
}

type Styles = ReturnType<typeof stylesOf>;

interface MailProperties {
  readonly subject: string;
  readonly parts: readonly Part[];
  readonly locale: Message['locale'];
  /** Undefined where nobody gave it a face. */
  readonly brand: string | undefined;
  readonly logo: Picture | undefined;
  readonly styles: Styles;
}

function Mail({ subject, parts, locale, brand, logo, styles }: MailProperties): JSX.Element {
  return (
    <html lang={locale} dir={directionOf(locale)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{subject}</title>
      </head>
      <body style={styles.body}>
        <div style={styles.card}>
          {logo === undefined && brand === undefined ? null : (
            <p style={styles.sender} dir="auto">
              {logo === undefined ? (
                brand
              ) : (
                <img src={`cid:${logoCid}`} alt={brand ?? ''} style={styles.logo} />
              )}
            </p>
          )}
          {parts.map(part => (
            <MailPart key={part.text} part={part} styles={styles} />
          ))}
        </div>
      </body>
    </html>
  );
}

function MailPart({ part: { kind, text }, styles }: { part: Part; styles: Styles }): JSX.Element {
  if (kind === 'code')
    return (
      <p dir="ltr" style={styles.code}>
        {text}
      </p>
    );
  const address = kind === 'link' ? harmlessAddress(text) : undefined;
  return (
    <p style={styles.paragraph}>
      {address === undefined ? (
        text
      ) : (
        <a href={address} style={styles.link}>
          {text}
        </a>
      )}
    </p>
  );
}
