/** The bench of the playground: what was typed, kept from one mode to the next as far as it makes sense there. */
import { useEffect, useState } from 'react';
import type { Application } from '../applications/application.ts';
import { forget, returned } from './departure.ts';
import { familyOf, type PlayMode, type Shelf } from './parameters.ts';
import type { PrivateKey } from './private-key.ts';
import { proofOf } from './proof.ts';
import { ProofField } from './proof-field.tsx';
import { RedirectNotice } from './redirect-notice.tsx';
import { Trial } from './trial.tsx';

interface BenchProps {
  readonly pool: string;
  readonly issuer: string;
  readonly application: Application;
  readonly etag: string;
  readonly mode: PlayMode;
}

export function Bench({ pool, issuer, application, etag, mode }: BenchProps) {
  const [back, setBack] = useState(() => returned(application.client_id));
  const [shelf, setShelf] = useState<Shelf>(back?.shelf ?? {});
  const [extras, setExtras] = useState<Readonly<Record<string, readonly string[]>>>(back?.extras ?? {});
  const [secret, setSecret] = useState('');
  const [privateKey, setPrivateKey] = useState<PrivateKey>();
  useEffect(() => {
    // The code that came back is good for one run.
    forget();
    setBack(undefined);
  }, []);
  const about = { pool, application, etag };
  return (
    <>
      <RedirectNotice {...about} mode={mode} />
      <Trial
        key={mode}
        {...{ pool, issuer, application, mode, back, shelf, extras }}
        proof={proofOf(application, secret, privateKey)}
        proofField={
          <ProofField
            {...about}
            {...{ secret, privateKey }}
            onSecret={setSecret}
            onPrivateKey={setPrivateKey}
          />
        }
        onShelf={setShelf}
        onExtras={lines => setExtras({ ...extras, [familyOf(mode)]: lines })}
      />
    </>
  );
}
