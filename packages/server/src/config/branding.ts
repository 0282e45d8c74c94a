/** Branding as it is written: `branding` of a pool, and of an application that wants its own — WCAG 2.2 §1.4.3. */
import {
  type Branding,
  locales,
  type Picture,
  pictureId,
  type Scheme,
  sanitiseCss,
  unreadableIn,
} from '@symbolon/login';
import { z } from 'zod';
import { oneOf } from './schema-issues.ts';

const largestPicture = 200_000;

/** How each kind of picture begins. */
const beginnings: Readonly<Record<string, RegExp>> = {
  'image/png': /^\x89PNG\r\n/,
  'image/jpeg': /^\xff\xd8\xff/,
  'image/webp': /^RIFF[\s\S]{4}WEBP/,
  'image/svg+xml':
    /^(?:\xef\xbb\xbf)?\s*(?:<\?xml[\s\S]{0,200}?\?>\s*)?(?:<!--[\s\S]{0,500}?-->\s*)*<svg[\s>]/,
};

const pictureForm = /^data:(image\/(?:png|jpeg|webp|svg\+xml));base64,([A-Za-z0-9+/]+={0,2})$/;

/** Undefined where the text is not a picture that is shown here. */
function readPicture(text: string): Picture | undefined {
  const [, mediaType = '', encoded = ''] = pictureForm.exec(text) ?? [];
  const bytes = Buffer.from(encoded, 'base64');
  const begins = beginnings[mediaType]?.test(bytes.subarray(0, 1000).toString('latin1'));
  return begins ? { id: pictureId(bytes), mediaType, bytes } : undefined;
}

const picture = () =>
  z.string().superRefine((text, context) => {
    const refuse = (message: string) => context.addIssue({ code: 'custom', message });
    if (text.length > (largestPicture * 4) / 3 + 40) refuse(`must have at most ${largestPicture / 1000} kB`);
    else if (readPicture(text) === undefined)
      refuse('must be a PNG, JPEG, WebP or SVG picture as data:image/png;base64,…');
  });

const colour = () =>
  z.string().regex(/^#[0-9a-fA-F]{6}$/, { error: 'must be a colour such as #0f6b62', abort: true });

const scheme = (name: Scheme) =>
  z
    .strictObject({ accent: colour().optional(), background: colour().optional() })
    .superRefine((colours, context) => {
      for (const { member, ratio, instead } of unreadableIn(name, colours)) {
        const message = `is read too hardly: its contrast is ${ratio.toFixed(2)} : 1, and at least 4.5 : 1 is needed; the nearest shade that passes is ${instead}`;
        context.addIssue({ code: 'custom', path: [member], message });
      }
    });

const words = (largest: number) =>
  z
    .string()
    .min(1)
    .max(largest)
    .regex(/^\P{Cc}*$/u, 'must contain no control characters');

const texts = () =>
  z.strictObject({ login_title: words(100).optional(), login_intro: words(500).optional() }).optional();

/** What is not kept is told, and nothing is stored of which something would be lost. */
const css = () =>
  z.string().superRefine((text, context) => {
    for (const { line, reason } of sanitiseCss(text).dropped)
      context.addIssue({ code: 'custom', message: `line ${line}: ${reason}` });
  });

export const brandingSchema = () =>
  z.strictObject({
    name: words(100).optional(),
    logo: picture().optional(),
    background_image: picture().optional(),
    light: scheme('light').optional(),
    dark: scheme('dark').optional(),
    radius: z.int().min(0).max(24).optional(),
    texts: z.strictObject(Object.fromEntries(locales.map(locale => [locale, texts()]))).optional(),
    default_language: oneOf(locales).optional(),
    css: css().optional(),
  });

export type BrandingDocument = z.output<ReturnType<typeof brandingSchema>>;

/** Member by member: what the first says, else what the second says. */
export function mergedBranding(
  first: BrandingDocument = {},
  second: BrandingDocument = {},
): BrandingDocument {
  return {
    ...second,
    ...first,
    light: { ...second.light, ...first.light },
    dark: { ...second.dark, ...first.dark },
    texts: { ...second.texts, ...first.texts },
  };
}

export function toBranding(document: BrandingDocument): Branding {
  const { name, logo, background_image: image, light, dark, radius, texts: said = {} } = document;
  return {
    name,
    logo: logo === undefined ? undefined : readPicture(logo),
    backgroundImage: image === undefined ? undefined : readPicture(image),
    colours: { light, dark },
    radius,
    texts: Object.fromEntries(
      Object.entries(said).map(([locale, entry]) => [
        locale,
        { title: entry?.login_title, intro: entry?.login_intro },
      ]),
    ),
    defaultLanguage: document.default_language,
    // Once more: what was stored may be older than the rules.
    css: sanitiseCss(document.css ?? '').css,
  };
}
