/** A check of the authorization request: one matter, one file; throws `OAuthError`, which is redirected. */
import type { Parameters } from '@symbolon/foundation';
import type { IssuerContext } from '../../../issuer-context.ts';
import type { ResponseType } from '../../../response-types/index.ts';
import type { ResponsePart } from '../../../response-types/response-part.ts';
import type { Addressed, AuthorizationRequest } from '../request.ts';

export interface Checked {
  readonly parameters: Parameters;
  readonly addressed: Addressed;
  readonly context: IssuerContext;
  /** Whether it was pushed by its client, or is being pushed. */
  readonly pushed: boolean;
}

type Understood = Omit<AuthorizationRequest, keyof Addressed | 'parameters'>;

/** Reads the part of the request that it is about. */
export type Check<Part extends keyof Understood> = (
  checked: Checked,
) => Pick<Understood, Part> | Promise<Pick<Understood, Part>>;

/** A check that depends on what is asked for. */
export type CheckByType<Part extends keyof Understood> = (
  checked: Checked & { readonly responseType: ResponseType },
) => Pick<Understood, Part> | Promise<Pick<Understood, Part>>;

/** Reads nothing, only refuses. */
export type Refusal = (checked: Checked) => void;

/** Whether the answer will hold such a part. */
export const asksFor = ({ parts }: ResponseType, name: ResponsePart['name']): boolean =>
  parts.some(part => part.name === name);
