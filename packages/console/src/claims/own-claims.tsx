/** The claims that a pool declares itself. */
import { Group } from '@mantine/core';
import { IdCard } from 'lucide-react';
import { Empty } from '../parts/empty.tsx';
import { Listing } from '../parts/listing.tsx';
import { useSay } from '../words/say.tsx';
import { ClaimForm } from './claim-form.tsx';
import { type ShownClaim, sourceOf } from './declarations.ts';
import { keeperColumn, Names, Part, Remove } from './listed.tsx';
import type { OwnScopesProps } from './own-scopes.tsx';

interface OwnClaimsProps extends OwnScopesProps {
  readonly claims: readonly ShownClaim[];
}

export function OwnClaims({ pool, claims, scopes, mayWrite }: OwnClaimsProps) {
  const say = useSay();
  const create = mayWrite ? <ClaimForm pool={pool} shown={claims} /> : undefined;
  // What no scope opens comes with the profile.
  const openedBy = (name: string) => {
    const opening = scopes.filter(scope => scope.claims.includes(name)).map(scope => scope.name);
    return opening.length === 0 ? ['profile'] : opening;
  };
  return (
    <Part
      title={say('claims.claims')}
      help={say('claims.claimsHelp')}
      action={claims.length > 0 ? create : undefined}
    >
      <Listing
        label={say('claims.claims')}
        rows={claims}
        keyOf={({ name }) => name}
        columns={[
          { label: say('claims.claimName'), cell: ({ name }) => <code>{name}</code> },
          { label: say('claims.from'), cell: ({ from }) => <Source from={from} /> },
          { label: say('claims.with'), cell: ({ name }) => <Names names={openedBy(name)} /> },
          keeperColumn(say('list.managedBy')),
          {
            label: say('list.actions'),
            align: 'right',
            cell: claim =>
              mayWrite && claim.managed_by === 'console' ? (
                <Group gap="xs" justify="flex-end" wrap="nowrap">
                  <ClaimForm pool={pool} shown={claims} before={claim} />
                  <Remove pool={pool} list="claims" name={claim.name} help={say('claims.removeClaim')} />
                </Group>
              ) : null,
          },
        ]}
        empty={
          <Empty
            icon={IdCard}
            title={say('claims.noClaims')}
            help={say('claims.noClaimsHelp')}
            action={create}
          />
        }
      />
    </Part>
  );
}

function Source({ from }: { readonly from: string }) {
  const say = useSay();
  const { place, name } = sourceOf(from);
  return (
    <span>
      {say(`claims.place.${place}`)}: <code>{name}</code>
    </span>
  );
}
