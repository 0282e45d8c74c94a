/** The bench of the playground: what was typed, kept from one mode to the next as far as it makes sense there. */
import { useEffect, useState } from 'react';
import type { Application } from '../applications/application.ts';
import { AuthenticationField } from './authentication-field.tsx';
import { authenticationOf } from './client-authentication.ts';
import { forgetDeparture, returnedDeparture } from './departure.ts';
import { ModePlayground } from './mode-playground.tsx';
import { familyOf, type PlayMode } from './modes.ts';
import type { Typed } from './parameters.ts';
import type { PrivateKey } from './private-key.ts';
import { RedirectNotice } from './redirect-notice.tsx';

interface ApplicationPlaygroundProps {
  readonly pool: string;
  readonly issuer: string;
  readonly application: Application;
  readonly etag: string;
  readonly mode: PlayMode;
}

export function ApplicationPlayground({ pool, issuer, application, etag, mode }: ApplicationPlaygroundProps) {
  const [back, setBack] = useState(() => returnedDeparture(application.client_id));
  const [typed, setTyped] = useState<Typed>(back?.typed ?? {});
  const [extras, setExtras] = useState<Readonly<Record<string, readonly string[]>>>(back?.extras ?? {});
  const [secret, setSecret] = useState('');
  const [privateKey, setPrivateKey] = useState<PrivateKey>();
  useEffect(() => {
    // The code that came back is good for one run.
    forgetDeparture();
    setBack(undefined);
  }, []);
  const about = { pool, application, etag };
  return (
    <>
      <RedirectNotice {...about} mode={mode} />
      <ModePlayground
        key={mode}
        {...{ pool, issuer, application, mode, back, typed, extras }}
        authentication={authenticationOf(application, secret, privateKey)}
        authenticationField={
          <AuthenticationField
            {...about}
            {...{ secret, privateKey }}
            onSecret={setSecret}
            onPrivateKey={setPrivateKey}
          />
        }
        onTyped={setTyped}
        onExtras={lines => setExtras({ ...extras, [familyOf(mode)]: lines })}
      />
    </>
  );
}
