/** What somebody who makes an account has agreed to: the boxes that came back with the form. */
import type { HttpRequest } from '@symbolon/foundation';
import type { PoolSettings } from '../config/pool-settings.ts';

const isTicked = ({ form }: HttpRequest, id: string): boolean => form.has(`agreement_${id}`);

/** By their ids. */
export const agreedTo = (
  request: HttpRequest,
  { agreements }: Pick<PoolSettings, 'agreements'>,
): readonly string[] => agreements.map(({ id }) => id).filter(id => isTicked(request, id));

/** The first that has to be agreed to, and was not. */
export function refusedAgreement(
  request: HttpRequest,
  { agreements }: Pick<PoolSettings, 'agreements'>,
): { readonly kind: 'agreement_missing'; readonly id: string } | undefined {
  const refused = agreements.find(({ id, required }) => required && !isTicked(request, id));
  return refused && { kind: 'agreement_missing', id: refused.id };
}
