/** The mark: a disc broken in two, the halves a hair apart. */

export const Mark = ({ size = 24 }: { readonly size?: number }) => (
  <svg className="mark" width={size} height={size} viewBox="0 0 24 24" fill="currentColor" aria-hidden="true">
    <path d="M11 2.05A10 10 0 0 0 11 21.95l-2-3.6 3-3.2-3.2-3.3 3.2-3.4-2.2-3.2z" />
    <path d="M13.4 2.1a10 10 0 0 1-.1 19.8l-2-3.5 3-3.3-3.2-3.2 3.2-3.5-2.2-3.2z" />
  </svg>
);
