/** What applications can ask to know of a user: the standard scopes, and scopes and claims of one's own. */
import { useParams } from '@tanstack/react-router';
import { useMay } from '../api/me.ts';
import { useReadNow } from '../api/queries.ts';
import { Listing } from '../parts/listing.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useSay } from '../words/say.tsx';
import type { ShownScope } from './declarations.ts';
import { Names, Part } from './listed.tsx';
import { OwnClaims } from './own-claims.tsx';
import { OwnScopes } from './own-scopes.tsx';

const query = { limit: '200' };

export function ClaimsPage() {
  const say = useSay();
  const { pool } = useParams({ from: '/pools/$pool/claims' });
  const mayWrite = useMay(pool)('settings:write');
  const { items: scopes } = useReadNow('GET /pools/{pool}/scopes', { at: { pool }, query }).answer;
  const { items: claims } = useReadNow('GET /pools/{pool}/claims', { at: { pool }, query }).answer;
  return (
    <>
      <PageHead title={say('nav.claims')} intro={say('claims.intro')} />
      <OwnScopes pool={pool} scopes={scopes} mayWrite={mayWrite} />
      <OwnClaims pool={pool} claims={claims} scopes={scopes} mayWrite={mayWrite} />
      <StandardScopes scopes={scopes.filter(scope => scope.managed_by === 'standard')} />
    </>
  );
}

/** THE TABLE of what is said of the standard scopes. */
const meanings = {
  openid: 'claims.about.openid',
  profile: 'claims.about.profile',
  email: 'claims.about.email',
  phone: 'claims.about.phone',
  address: 'claims.about.address',
  offline_access: 'claims.about.offline_access',
} as const;

const names = ['openid', 'profile', 'email', 'phone', 'address', 'offline_access'] as const;

function StandardScopes({ scopes }: { readonly scopes: readonly ShownScope[] }) {
  const say = useSay();
  return (
    <Part title={say('claims.standard')} help={say('claims.standardHelp')} action={undefined}>
      <Listing
        label={say('claims.standard')}
        rows={names.flatMap(each => scopes.filter(({ name }) => name === each))}
        keyOf={({ name }) => name}
        columns={[
          { label: say('claims.scopeName'), cell: ({ name }) => <code className="unbroken">{name}</code> },
          {
            label: say('claims.meaning'),
            cell: ({ name }) => names.filter(each => each === name).map(each => say(meanings[each])),
          },
          { label: say('claims.opens'), cell: scope => <Names names={scope.claims} /> },
        ]}
        empty={null}
      />
    </Part>
  );
}
