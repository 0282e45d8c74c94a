/** What is around every page: its language, the way to the other languages, and whose page it is. */
import { createContext } from 'preact';
import type { Locale } from './messages.ts';

export interface Surroundings {
  readonly locale: Locale;
  readonly frame?: Frame | undefined;
}

export interface Frame {
  /** Asks for the same page in another language, named by the parameter `lang`; undefined where it cannot be asked for again. */
  readonly languages?: LanguageForm | undefined;
  readonly look?: Look | undefined;
}

export interface LanguageForm {
  readonly action: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
}

/** What branding makes of a page. */
export interface Look {
  /** Whose page it is: shown as text. */
  readonly name?: string | undefined;
  /** Addresses of this server. */
  readonly logo?: string | undefined;
  /** A style sheet after ours; whoever sends the page admits it by its hash. */
  readonly style?: string | undefined;
  readonly loginTitle?: string | undefined;
  readonly loginIntro?: string | undefined;
}

/** For elements deep in the page. */
export const FrameContext = createContext<Frame>({});
