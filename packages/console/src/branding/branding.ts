/** Branding as the console edits it: of a pool, or of an application above that of its pool. */
import type { Body } from '../api/call.ts';

export type Settings = Body<'PUT /pools/{pool}/settings'>;
export type Branding = NonNullable<Settings['branding']>;
export type Language = NonNullable<Branding['default_language']>;

export const languages = {
  en: 'English',
  'zh-CN': '简体中文',
  'zh-TW': '繁體中文',
  ja: '日本語',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  ar: 'العربية',
} as const satisfies Record<Language, string>;

export const languageOf = (value: string | null): Language | undefined =>
  value !== null && isLanguage(value) ? value : undefined;

const isLanguage = (value: string): value is Language => Object.hasOwn(languages, value);

/** Member by member: what the first says, else what the second says — as the server does it. */
export const above = (first: Branding, second: Branding): Branding => ({
  ...second,
  ...first,
  light: { ...second.light, ...first.light },
  dark: { ...second.dark, ...first.dark },
  texts: { ...second.texts, ...first.texts },
});
