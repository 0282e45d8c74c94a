/** A sentence about the whole page, before what it is about. */
import type { ComponentChildren, JSX } from 'preact';
import { Icon, type IconName } from './icon.tsx';

export function Notice({ tone, children }: { tone: IconName; children: ComponentChildren }): JSX.Element {
  return (
    <div class={`symbolon-notice symbolon-notice--${tone}`} role={tone === 'danger' ? 'alert' : 'status'}>
      <Icon name={tone} />
      <p>{children}</p>
    </div>
  );
}
