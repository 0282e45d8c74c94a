/** The few icons of the pages, one stroke, in the colour of the text beside them. */
import type { JSX } from 'preact';

const shapes = {
  danger: 'M8 4.75v3.5M8 11v.01M14.25 8a6.25 6.25 0 1 1-12.5 0 6.25 6.25 0 0 1 12.5 0Z',
  success: 'm5.25 8.25 2 2 3.5-4M14.25 8a6.25 6.25 0 1 1-12.5 0 6.25 6.25 0 0 1 12.5 0Z',
  information: 'M8 7.5v3.75M8 5v.01M14.25 8a6.25 6.25 0 1 1-12.5 0 6.25 6.25 0 0 1 12.5 0Z',
} as const;

export type IconName = keyof typeof shapes;

export function Icon({ name }: { name: IconName }): JSX.Element {
  return (
    <svg class="symbolon-icon" viewBox="0 0 16 16" fill="none" stroke="currentColor" aria-hidden="true">
      <path d={shapes[name]} stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" />
    </svg>
  );
}
