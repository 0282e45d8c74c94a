/** `symbolon app create`: an application, with its secret told once. */
import { z } from 'zod';
import type { Command } from './edges.ts';
import { placeOf } from './place.ts';
import { refusalIn } from './refusal.ts';

/** THE TABLE of the types of applications: what each is registered with. */
const types = {
  web: { grant_types: ['authorization_code', 'refresh_token'], require_pkce: true },
  spa: { grant_types: ['authorization_code', 'refresh_token'], token_endpoint_auth_method: 'none' },
  native: {
    application_type: 'native',
    grant_types: ['authorization_code', 'refresh_token'],
    token_endpoint_auth_method: 'none',
  },
  machine: { grant_types: ['client_credentials'], response_types: [] },
} as const;

const isType = (name: string): name is keyof typeof types => Object.hasOwn(types, name);

const created = z.object({ client_id: z.string(), client_secret: z.string().optional() });

export const createApp: Command = async (values, edges) => {
  const type = values.get('type') ?? 'web';
  if (!isType(type)) {
    edges.complain(`symbolon app create: --type must be one of ${Object.keys(types).join(', ')}`);
    return 2;
  }
  const place = placeOf(values, edges);
  if (!place) return 1;
  const redirectUris = values.get('redirect-uri')?.split(',') ?? [];
  const application = {
    ...types[type],
    ...(values.has('id') && { client_id: values.get('id') }),
    client_name: values.get('name') ?? `${type} application`,
    ...(type !== 'machine' && { redirect_uris: redirectUris, skip_consent: true }),
  };
  const administration = await edges.administer(place);
  try {
    const { status, body } = await administration.operate({
      method: 'POST',
      path: `/admin/v1/pools/${encodeURIComponent(values.get('pool') ?? 'default')}/applications`,
      body: JSON.stringify(application),
    });
    if (status !== 201) {
      edges.complain(`symbolon app create: ${refusalIn(body)}`);
      return 1;
    }
    const { client_id: id, client_secret: secret } = created.parse(JSON.parse(body));
    edges.print(`client_id: ${id}`);
    if (secret !== undefined) edges.print(`client_secret: ${secret}\nThe secret is not shown again.`);
    return 0;
  } finally {
    await administration.close();
  }
};
