/** What the application proves itself with: its secret, or its private key. */
import { PasswordInput } from '@mantine/core';
import { useSay } from '../words/say.tsx';
import { PrivateKeyField, type PrivateKeyFieldProps } from './private-key-field.tsx';

interface AuthenticationFieldProps extends PrivateKeyFieldProps {
  readonly secret: string;
  readonly onSecret: (secret: string) => void;
}

export function AuthenticationField({ secret, onSecret, ...rest }: AuthenticationFieldProps) {
  const say = useSay();
  const method = rest.application.token_endpoint_auth_method;
  if (method === 'none') return null;
  if (method === 'private_key_jwt') return <PrivateKeyField {...rest} />;
  return (
    <PasswordInput
      label={say('play.secret')}
      description={say(method === 'client_secret_jwt' ? 'play.secretSigns' : 'play.secretHelp')}
      value={secret}
      autoComplete="off"
      maw={420}
      onChange={event => onSecret(event.currentTarget.value)}
    />
  );
}
