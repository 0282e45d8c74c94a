/** The way to the other languages: closed until it is wanted, and without a script — BCP 47, WCAG 2.2 §3.1.2. */
import type { JSX } from 'preact';
import { directionOf, type Locale, locales, nameOf, speaker } from '../messages.ts';
import type { LanguageForm } from '../surroundings.ts';
import { harmlessAddress } from './link.tsx';

export function Languages({ locale, form }: { locale: Locale; form: LanguageForm }): JSX.Element {
  return (
    <details class="symbolon-languages">
      <summary>
        {speaker(locale)('language.label')}: {nameOf(locale)}
      </summary>
      <form class="symbolon-languages__list" method="get" action={harmlessAddress(form.action) ?? ''}>
        {form.fields.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {locales
          .filter(other => other !== locale)
          .map(other => (
            <button
              key={other}
              type="submit"
              class="symbolon-language"
              name="lang"
              value={other}
              lang={other}
              dir={directionOf(other)}
            >
              {nameOf(other)}
            </button>
          ))}
      </form>
    </details>
  );
}
