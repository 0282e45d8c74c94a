/** The words on the pages, by language: a new language is one file and one line here — BCP 47, RFC 4647 §3.4. */
import { ar } from './messages/ar.ts';
import { de } from './messages/de.ts';
import { en } from './messages/en.ts';
import { es } from './messages/es.ts';
import { fr } from './messages/fr.ts';
import { ja } from './messages/ja.ts';
import { zhCN } from './messages/zh-CN.ts';
import { zhTW } from './messages/zh-TW.ts';

type English = typeof en;
export type MessageKey = Exclude<keyof English, 'direction' | 'name'>;
export type Locale = keyof typeof catalogues;

/** A whole language: every message, with the same {placeholders} as in English. */
export type Catalogue = {
  readonly direction: 'ltr' | 'rtl';
  /** What the language calls itself. */
  readonly name: string;
} & { readonly [Key in MessageKey]: string };

export const catalogues = {
  en,
  de,
  es,
  fr,
  ja,
  'zh-CN': zhCN,
  'zh-TW': zhTW,
  ar,
} as const satisfies Record<string, Catalogue>;

export const defaultLocale: Locale = 'en';

/** The names between braces in a message. */
type Placeholder<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;
export type MessageValues<Key extends MessageKey, Value = string> = {
  readonly [Name in Placeholder<English[Key]>]: Value;
};

/** A message with its values filled in; none are asked of a message without placeholders. */
export type Say = <Key extends MessageKey>(
  key: Key,
  ...values: Placeholder<English[Key]> extends never ? [] : [MessageValues<Key>]
) => string;

const placeholder = /\{(\w+)\}/g;

/** A message cut at its placeholders: text and names in turn, text first. */
export const messageParts = (locale: Locale, key: MessageKey): string[] =>
  messageOf(locale, key).split(placeholder);

const messageOf = (locale: Locale, key: MessageKey): string => {
  const catalogue: Catalogue = catalogues[locale];
  return catalogue[key];
};

export function speaker(locale: Locale): Say {
  return (key, ...[values]) => {
    const known = new Map<string, string>(Object.entries(values ?? {}));
    return messageOf(locale, key).replace(placeholder, (_, name: string) => known.get(name) ?? '');
  };
}

export const directionOf = (locale: Locale): 'ltr' | 'rtl' => {
  const catalogue: Catalogue = catalogues[locale];
  return catalogue.direction;
};

/** What a language calls itself. */
export const nameOf = (locale: Locale): string => {
  const catalogue: Catalogue = catalogues[locale];
  return catalogue.name;
};

/** A span in words, rounded up to whole minutes from a minute and a half on. */
export function spanInWords(locale: Locale, seconds: number): string {
  const [unit, count] = seconds < 90 ? ['second', seconds] : ['minute', Math.ceil(seconds / 60)];
  return new Intl.NumberFormat(locale, { style: 'unit', unit: `${unit}`, unitDisplay: 'long' }).format(
    Number(count),
  );
}

/** The first language that is spoken here, by what `ui_locales` or `Accept-Language` ask for, in their order. */
export function spokenOf(wanted: Iterable<string>): Locale | undefined {
  for (const tag of wanted) {
    const found = spokenAs(tag.toLowerCase());
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Tags that a plain look-up would miss or mistake: Chinese is told apart by its script, which regions imply. */
const scripts: readonly (readonly [RegExp, Locale])[] = [
  [/^zh-(?:hant|tw|hk|mo)(?:-|$)/, 'zh-TW'],
  [/^zh(?:-|$)/, 'zh-CN'],
];

/** Looks a tag up, dropping its subtags from the end — RFC 4647 §3.4. */
function spokenAs(tag: string): Locale | undefined {
  const byScript = scripts.find(([form]) => form.test(tag));
  if (byScript) return byScript[1];
  for (let range = tag; range !== ''; range = range.slice(0, Math.max(0, range.lastIndexOf('-')))) {
    const found = readLocale(range);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The tag as a language of ours, whatever its case. */
export const readLocale = (tag: string | undefined): Locale | undefined =>
  locales.find(locale => locale.toLowerCase() === tag?.toLowerCase());

const isLocale = (name: string): name is Locale => Object.hasOwn(catalogues, name);
export const locales: readonly Locale[] = Object.keys(catalogues).filter(isLocale);
