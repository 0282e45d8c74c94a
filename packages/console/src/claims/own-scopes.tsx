/** The scopes that a pool declares itself. */
import { Group } from '@mantine/core';
import { Tags } from 'lucide-react';
import { Empty } from '../parts/empty.tsx';
import { Listing } from '../parts/listing.tsx';
import { useSay } from '../words/say.tsx';
import type { ShownScope } from './declarations.ts';
import { keeperColumn, Names, Part, Remove } from './listed.tsx';
import { ScopeForm } from './scope-form.tsx';

export interface OwnScopesProps {
  readonly pool: string;
  readonly scopes: readonly ShownScope[];
  readonly mayWrite: boolean;
}

export function OwnScopes({ pool, scopes, mayWrite }: OwnScopesProps) {
  const say = useSay();
  const create = mayWrite ? <ScopeForm pool={pool} shown={scopes} /> : undefined;
  const own = scopes.filter(scope => scope.managed_by !== 'standard');
  return (
    <Part
      title={say('claims.scopes')}
      help={say('claims.scopesHelp')}
      action={own.length > 0 ? create : undefined}
    >
      <Listing
        label={say('claims.scopes')}
        rows={own}
        keyOf={({ name }) => name}
        columns={[
          { label: say('claims.scopeName'), cell: ({ name }) => <code>{name}</code> },
          { label: say('claims.opens'), cell: scope => <Names names={scope.claims} /> },
          keeperColumn(say('list.managedBy')),
          {
            label: say('list.actions'),
            align: 'right',
            cell: scope =>
              mayWrite && scope.managed_by === 'console' ? (
                <Group gap="xs" justify="flex-end" wrap="nowrap">
                  <ScopeForm pool={pool} shown={scopes} before={scope} />
                  <Remove pool={pool} list="scopes" name={scope.name} help={say('claims.removeScope')} />
                </Group>
              ) : null,
          },
        ]}
        empty={
          <Empty
            icon={Tags}
            title={say('claims.noScopes')}
            help={say('claims.noScopesHelp')}
            action={create}
          />
        }
      />
    </Part>
  );
}
