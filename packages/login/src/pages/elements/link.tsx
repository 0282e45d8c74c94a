/** Where a link may lead: an address of the web or of this server, nothing that runs — CWE-79. */
import type { ComponentChildren, JSX } from 'preact';

const harmless = /^(?:https?:\/\/|\/(?![/\\]))/i;

/** The address, or undefined where following it could run a script. */
export const harmlessAddress = (address: string | undefined): string | undefined =>
  address !== undefined && harmless.test(address) ? address : undefined;

interface LinkProperties {
  readonly href: string;
  readonly class?: string;
  readonly children: ComponentChildren;
}

/** A link, or its bare text where the address is not one to follow. */
export function Link({ href, class: name, children }: LinkProperties): JSX.Element {
  const address = harmlessAddress(href);
  if (address === undefined) return <span>{children}</span>;
  return (
    <a href={address} class={name} rel="noreferrer">
      {children}
    </a>
  );
}
