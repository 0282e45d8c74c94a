/** `GET /api/v3/get-profile`: what userinfo tells the holder of an access token — OIDC Core §5.3. */
import { OAuthError } from '@symbolon/protocol';
import { done } from './envelope.ts';
import type { Operation } from './operation.ts';
import { customDataOf, userDto } from './user-dto.ts';

export const profile: Operation = {
  paths: ['/api/v3/get-profile'],
  methods: ['GET'],
  async handle(request, { server }) {
    const told = await server.describeEndUser(request);
    if (!told) throw new OAuthError('bearer-missing', 'Send the access token in the Authorization header.');
    const { claims, subject } = told;
    const wants = (name: string) => request.query.get(name) === 'true';
    return done(request, {
      ...userDto({ sub: String(claims['sub']), signedUpAt: subject.signedUpAt, claims }),
      ...(wants('withCustomData') && { customData: customDataOf(claims) }),
      // There are neither yet.
      ...(wants('withIdentities') && { identities: [] }),
      ...(wants('withDepartmentIds') && { departmentIds: [] }),
    });
  },
};
