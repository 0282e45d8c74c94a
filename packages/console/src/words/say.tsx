/** Words in the language of the administrator; the compiler knows every message and its slots. */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { en } from './en.ts';
import { zh } from './zh.ts';

export type WordKey = keyof typeof en;
export const languages = { en: 'English', zh: '简体中文' } as const;
export type Language = keyof typeof languages;

type SlotsIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | SlotsIn<Rest>
  : never;
type Slots<K extends WordKey> = [SlotsIn<(typeof en)[K]>] extends [never]
  ? []
  : [slots: { readonly [Name in SlotsIn<(typeof en)[K]>]: string | number }];

export type Say = <K extends WordKey>(key: K, ...slots: Slots<K>) => string;

const catalogues: Readonly<Record<Language, Readonly<Record<WordKey, string>>>> = { en, zh };

export const speaker =
  (language: Language): Say =>
  (key, ...[slots]) => {
    const values = new Map<string, string | number>(Object.entries(slots ?? {}));
    return catalogues[language][key].replace(/\{(\w+)\}/g, (whole, name) =>
      String(values.get(name) ?? whole),
    );
  };

interface Speech {
  readonly say: Say;
  readonly language: Language;
  readonly choose: (language: Language) => void;
}

const Spoken = createContext<Speech>({ say: speaker('en'), language: 'en', choose: () => {} });

const kept = 'symbolon-console-language';

function preferred(): Language {
  const chosen = localStorage.getItem(kept);
  if (chosen === 'en' || chosen === 'zh') return chosen;
  return navigator.language.startsWith('zh') ? 'zh' : 'en';
}

/** For what stands outside the pages. */
export const savedSpeaker = (): Say => speaker(preferred());

export function Speaking({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState(preferred);
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-Hans' : 'en';
  }, [language]);
  const speech = useMemo(
    () => ({
      say: speaker(language),
      language,
      choose(next: Language) {
        localStorage.setItem(kept, next);
        setLanguage(next);
      },
    }),
    [language],
  );
  return <Spoken value={speech}>{children}</Spoken>;
}

export const useSay = (): Say => useContext(Spoken).say;
export const useSpeech = (): Speech => useContext(Spoken);
