/** The way back to the list that a page belongs to. */
import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';

export const BackLink = ({ children }: { readonly children: ReactNode }) => (
  <nav className="back">
    <ArrowLeft size={16} aria-hidden="true" />
    {children}
  </nav>
);
