/** The mark: a disc broken in two along a zigzag; the halves meet when a sign-in succeeds. */
import type { JSX } from 'preact';

const halves = [
  'M18.5 2.2 12.5 12.8 19.5 19.2 13.5 29.8A14 14 0 0 1 18.5 2.2Z',
  'M18.5 2.2 12.5 12.8 19.5 19.2 13.5 29.8A14 14 0 0 0 18.5 2.2Z',
] as const;

export type MarkState = 'apart' | 'joined';

export function Mark({ state = 'apart' }: { state?: MarkState }): JSX.Element {
  return (
    <svg
      class={state === 'joined' ? 'symbolon-mark symbolon-mark--joined' : 'symbolon-mark'}
      viewBox="0 0 32 32"
      fill="currentColor"
      aria-hidden="true"
    >
      <path d={halves[0]} />
      <path d={halves[1]} />
    </svg>
  );
}

/** The mark as an icon of the browser's tab, in the page itself: no request, no file. */
export const markIcon = (light: string, dark: string): string =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="${light}"><style>@media(prefers-color-scheme:dark){svg{fill:${dark}}}</style><path transform="translate(-1 .16)" d="${halves[0]}"/><path transform="translate(1 -.16)" d="${halves[1]}"/></svg>`,
  )}`;
