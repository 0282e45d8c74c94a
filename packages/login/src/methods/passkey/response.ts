/** What a browser sends of a passkey, read with care: nothing of it is trusted yet — WebAuthn Level 3 §5.1. */

import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { isJsonObject } from '@symbolon/foundation';

/** Characters; those of a passkey that is not attested are hardly more than a thousand. */
const maximumLength = 16_384;
/** WebAuthn Level 3 §7.1 step 25: 1023 bytes, in base64url. */
const maximumIdLength = 1364;

const base64url = /^[\w-]+$/;
const transportName = /^[a-z-]{1,20}$/;

export interface ReadResponse<Response> {
  readonly response: Response;
  /** As it stands in the client data: to be judged before anything else. */
  readonly challenge: string;
}

export function readAssertion(text: string): ReadResponse<AuthenticationResponseJSON> | undefined {
  const read = readCredential(text);
  if (read === undefined) return undefined;
  const { id, clientDataJSON, challenge, inner } = read;
  const { authenticatorData, signature, userHandle } = inner;
  if (!isBase64url(authenticatorData) || !isBase64url(signature)) return undefined;
  const response = {
    clientDataJSON,
    authenticatorData,
    signature,
    ...(isBase64url(userHandle) && { userHandle }),
  };
  return { challenge, response: { ...shell(id), response } };
}

export function readAttestation(text: string): ReadResponse<RegistrationResponseJSON> | undefined {
  const read = readCredential(text);
  if (read === undefined) return undefined;
  const { id, clientDataJSON, challenge, inner } = read;
  const { attestationObject, transports } = inner;
  if (!isBase64url(attestationObject)) return undefined;
  const named: readonly unknown[] = Array.isArray(transports) ? transports.slice(0, 10) : [];
  const response = {
    clientDataJSON,
    attestationObject,
    transports: named.filter(name => typeof name === 'string').filter(name => transportName.test(name)),
  };
  return { challenge, response: { ...shell(id), response } };
}

const shell = (id: string) => ({
  id,
  rawId: id,
  type: 'public-key' as const,
  clientExtensionResults: {},
});

function readCredential(text: string) {
  const credential = text.length > maximumLength ? undefined : parse(text);
  const inner = credential?.['response'];
  const id = credential?.['id'];
  if (!isBase64url(id) || id.length > maximumIdLength || !isJsonObject(inner)) return undefined;
  const { clientDataJSON } = inner;
  if (!isBase64url(clientDataJSON)) return undefined;
  const clientData = parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8'));
  const challenge = clientData?.['challenge'];
  // Nobody frames our pages: a response out of a frame is not one of ours (§7.1 step 10, §7.2 step 14).
  if (
    !isBase64url(challenge) ||
    clientData?.['crossOrigin'] === true ||
    clientData?.['topOrigin'] !== undefined
  )
    return undefined;
  return { id, clientDataJSON, challenge, inner };
}

function parse(text: string) {
  try {
    const parsed: unknown = JSON.parse(text);
    return isJsonObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

const isBase64url = (value: unknown): value is string => typeof value === 'string' && base64url.test(value);
