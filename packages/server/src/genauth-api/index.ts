/** THE TABLE of operations: what clients of Authing and GenAuth call beside OpenID Connect. */
import { OAuthError } from '@symbolon/protocol';
import type { Route } from '../http/route.ts';
import { refused } from './envelope.ts';
import { notBuilt } from './not-built.ts';
import type { ApiContext, Operation } from './operation.ts';
import { profile } from './profile.ts';
import { signIn } from './sign-in.ts';
import { signUp } from './sign-up.ts';
import { system } from './system.ts';
import { validateToken } from './validate-token.ts';

const operations: readonly Operation[] = [signIn, signUp, profile, system, validateToken, notBuilt];

export interface ApiRoutes extends ApiContext {
  /** The path of the pool. */
  readonly base: string;
  readonly isOriginOfClient: (origin: string) => boolean;
}

export const createGenauthRoutes = ({ base, isOriginOfClient, ...api }: ApiRoutes): readonly Route[] =>
  operations.flatMap(({ paths, methods, handle }) =>
    paths.map(
      (path): Route => ({
        path: `${base}${path}`,
        methods,
        crossOrigin: { kind: 'origins', allows: isOriginOfClient, credentials: true },
        refuse: refused,
        async handle(request) {
          try {
            return await handle(request, api);
          } catch (error) {
            if (error instanceof OAuthError) return refused(request, error);
            throw error;
          }
        },
      }),
    ),
  );
