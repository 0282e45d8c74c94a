/** What stands in place of a page that cannot be shown. */
import { Button } from '@mantine/core';
import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Component, type ReactNode } from 'react';
import { Problem } from '../api/problem.ts';
import { Failure } from '../parts/failure.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { signIn } from '../sign-in/session.ts';
import { useSay } from '../words/say.tsx';

interface PageFailureProps {
  readonly error: unknown;
  readonly reset?: () => void;
}

export function PageFailure({ error: thrown, reset }: PageFailureProps) {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const say = useSay();
  const { reset: forget } = useQueryErrorResetBoundary();
  // Nothing that trying again would change: it is gone, or never was.
  if (error instanceof Problem && error.status === 404) return <NotFound help={error.message} />;
  const isSignedOut = error instanceof Problem ? error.status === 401 : 'error' in error;
  const again = () => {
    forget();
    reset?.();
  };
  return (
    <Failure
      error={error}
      action={
        isSignedOut ? (
          <Button onClick={() => void signIn()}>{say('signIn.again')}</Button>
        ) : (
          <Button variant="default" onClick={again}>
            {say('problem.again')}
          </Button>
        )
      }
    />
  );
}

export function NotFound({ help }: { readonly help?: string }) {
  const say = useSay();
  return (
    <>
      <PageHead title={say('notFound.title')} intro={help ?? say('notFound.help')} />
      <Link to="/">{say('notFound.home')}</Link>
    </>
  );
}

interface BoundaryState {
  readonly error: Error | undefined;
}

export class Boundary extends Component<{ readonly children: ReactNode }, BoundaryState> {
  override state: BoundaryState = { error: undefined };

  static getDerivedStateFromError(error: Error): BoundaryState {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return <PageFailure error={error} reset={() => this.setState({ error: undefined })} />;
  }
}
