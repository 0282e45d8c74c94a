/** What an administrator made of the pages: colours, logo, words; and what that means for one page. */
import { hash } from 'node:crypto';
import type { Locale } from '../pages/messages.ts';
import type { Look } from '../pages/surroundings.ts';
import { dark, light } from '../pages/theme.ts';
import { contrast, inkOn, mix, nearestPassing, textContrast } from './contrast.ts';

/** `#rrggbb`. */
export interface Colours {
  readonly accent?: string | undefined;
  /** Behind the card. */
  readonly background?: string | undefined;
}

export const schemes = { light, dark } as const;
export type Scheme = keyof typeof schemes;

export interface Picture {
  /** A digest of what is in it: the last segment of its address. */
  readonly id: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
}

export interface Branding {
  readonly name?: string | undefined;
  readonly logo?: Picture | undefined;
  readonly backgroundImage?: Picture | undefined;
  readonly colours: { readonly [Name in Scheme]?: Colours | undefined };
  /** Of fields and buttons, in pixels. */
  readonly radius?: number | undefined;
  readonly texts: { readonly [Language in Locale]?: LoginTexts | undefined };
  readonly defaultLanguage?: Locale | undefined;
  /** Sanitised. */
  readonly css: string;
}

export interface LoginTexts {
  readonly title?: string | undefined;
  readonly intro?: string | undefined;
}

export const unbranded: Branding = { colours: {}, texts: {}, css: '' };

export const pictureId = (bytes: Buffer): string => hash('sha256', bytes, 'base64url').slice(0, 22);

export interface Unreadable {
  readonly member: keyof Colours;
  readonly ratio: number;
  /** The nearest shade that would be read. */
  readonly instead: string;
}

/** Colours of which text could not be read: the accent on the grounds of the card, our ink on the background — WCAG 2.2 §1.4.3. */
export function unreadableIn(scheme: Scheme, { accent, background }: Colours): readonly Unreadable[] {
  const { well, ink } = schemes[scheme];
  return [
    { member: 'accent' as const, colour: accent, against: well },
    { member: 'background' as const, colour: background, against: ink },
  ].flatMap(({ member, colour, against }) => {
    if (colour === undefined) return [];
    const ratio = contrast(colour, against);
    return ratio >= textContrast ? [] : [{ member, ratio, instead: nearestPassing(colour, against) }];
  });
}

export interface LookWishes {
  readonly locale: Locale;
  /** The address of a picture on this server. */
  readonly addressOf: (picture: Picture) => string;
}

export function lookOf(branding: Branding, { locale, addressOf }: LookWishes): Look {
  const { name, logo, texts } = branding;
  const { title, intro } = texts[locale] ?? {};
  return {
    name,
    logo: logo && addressOf(logo),
    style: styleOf(branding, addressOf) || undefined,
    loginTitle: title,
    loginIntro: intro,
  };
}

function styleOf(
  { colours, radius, backgroundImage, css }: Branding,
  addressOf: LookWishes['addressOf'],
): string {
  const rounded =
    radius === undefined ? '' : `--symbolon-radius:${radius}px;--symbolon-radius-card:${radius + 2}px;`;
  const bright = propertiesOf('light', colours.light ?? {});
  const night = propertiesOf('dark', { accent: accentByNight(colours.light), ...colours.dark });
  const picture =
    backgroundImage === undefined
      ? ''
      : `@media (min-width:481px){.symbolon-page--card{background:var(--symbolon-paper) url("${addressOf(backgroundImage)}") center/cover no-repeat}}`;
  return [
    rounded + bright === '' ? '' : `:root{${rounded}${bright}}`,
    night === '' ? '' : `@media (prefers-color-scheme:dark){:root{${night}}}`,
    picture,
    css,
  ].join('');
}

/** Where only the bright accent was chosen, the shade of it that is read by night. */
const accentByNight = ({ accent }: Colours = {}): string | undefined =>
  accent === undefined ? undefined : nearestPassing(accent, dark.well);

function propertiesOf(scheme: Scheme, { accent, background }: Colours): string {
  return [
    ...(accent === undefined
      ? []
      : [
          `--symbolon-accent:${accent};`,
          `--symbolon-accent-hover:${mix(accent, schemes[scheme].ink, 0.2)};`,
          `--symbolon-on-accent:${inkOn(accent)};`,
        ]),
    ...(background === undefined ? [] : [`--symbolon-paper:${background};`]),
  ].join('');
}
