/** The way back to the list that a page belongs to. */
import { Link } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { useSay } from '../words/say.tsx';

interface BackLinkProps {
  readonly list: 'applications' | 'flows' | 'users';
  readonly pool: string;
}

export function BackLink({ list, pool }: BackLinkProps) {
  const say = useSay();
  return (
    <nav className="back">
      <ArrowLeft size={16} aria-hidden="true" />
      <Link to={`/pools/$pool/${list}`} params={{ pool }}>
        {say(`nav.${list}`)}
      </Link>
    </nav>
  );
}
