/** `symbolon user invite EMAIL`: somebody is asked by e-mail to make their account. */
import type { Command } from './edges.ts';
import { placeOf } from './place.ts';
import { refusalIn } from './refusal.ts';

export const inviteUser: Command = async (values, edges) => {
  const email = values.get('EMAIL') ?? '';
  const place = placeOf(values, edges);
  if (!place) return 1;
  const [name, role] = [values.get('name'), values.get('role')];
  const invitation = { email, ...(name !== undefined && { name }), ...(role !== undefined && { role }) };
  const administration = await edges.administer(place);
  try {
    const { status, body } = await administration.operate({
      method: 'POST',
      path: `/admin/v1/pools/${encodeURIComponent(values.get('pool') ?? 'default')}/invitations`,
      body: JSON.stringify(invitation),
    });
    if (status === 201) edges.print(`${email} is invited.`);
    else edges.complain(`symbolon user invite: ${refusalIn(body)}`);
    return status === 201 ? 0 : 1;
  } finally {
    await administration.close();
  }
};
