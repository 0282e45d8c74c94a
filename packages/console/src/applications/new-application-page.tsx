/** A new application: its type first, then what it needs, then its secret and a sample that runs. */
import { Button, Group, Radio, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useChange } from '../api/queries.ts';
import { BackLink } from '../parts/back-link.tsx';
import { FormErrors } from '../parts/form-errors.tsx';
import { memberErrors, otherErrors } from '../parts/member-errors.ts';
import { PageHead } from '../parts/page-head.tsx';
import { Section } from '../parts/section.tsx';
import { useSay } from '../words/say.tsx';
import { AddressFields, withoutEmptyLines } from './address-fields.tsx';
import {
  type Application,
  applicationTypes,
  beginnings,
  type Draft,
  typeOf,
  withMember,
} from './application.ts';
import { MadeApplication } from './made-application.tsx';
import { ModesField } from './modes-field.tsx';

const shown = ['client_name', 'redirect_uris', 'post_logout_redirect_uris', 'grant_types'];

export function NewApplicationPage() {
  const say = useSay();
  const { pool } = useParams({ from: '/pools/$pool/applications/new' });
  const [draft, setDraft] = useState<Draft>(beginnings.web);
  const [made, setMade] = useState<Application>();
  const create = useChange('POST /pools/{pool}/applications', {
    showsMembers: true,
    onDone: ({ answer }) => setMade(answer),
  });
  const errorOf = memberErrors(create.error);
  if (made) return <MadeApplication application={made} pool={pool} />;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ at: { pool }, body: withoutEmptyLines(draft) });
  };
  const type = typeOf(draft);
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <PageHead title={say('applications.new')} above={<BackLink list="applications" pool={pool} />} />
        <FormErrors errors={otherErrors(create.error, shown)} />
        <Section title={say('new.typeTitle')}>
          <Radio.Group
            aria-label={say('new.typeTitle')}
            value={type}
            onChange={chosen => {
              const found = applicationTypes.find(each => each === chosen) ?? 'web';
              const { client_name: name, redirect_uris: uris } = draft;
              setDraft(withMember(withMember(beginnings[found], 'client_name', name), 'redirect_uris', uris));
            }}
          >
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
              {applicationTypes.map(each => (
                <div className="choice" key={each} data-checked={each === type || undefined}>
                  <Radio
                    value={each}
                    label={say(`type.${each}`)}
                    description={say(`type.${each}Help`)}
                    styles={{ label: { fontWeight: 500 } }}
                  />
                </div>
              ))}
            </SimpleGrid>
          </Radio.Group>
        </Section>
        <Section title={say('new.basics')}>
          <TextInput
            label={say('app.client_name')}
            description={say('app.client_nameHelp')}
            value={draft.client_name ?? ''}
            required
            maxLength={200}
            error={errorOf('client_name')}
            onChange={event =>
              setDraft(withMember(draft, 'client_name', event.currentTarget.value || undefined))
            }
            maw={480}
          />
          {type === 'machine' ? (
            <Text size="sm" c="dimmed">
              {say('new.machine')}
            </Text>
          ) : (
            <AddressFields draft={draft} onChange={setDraft} errorOf={errorOf} />
          )}
        </Section>
        <Section>
          <ModesField draft={draft} onChange={setDraft} error={errorOf('grant_types')} />
        </Section>
        <Group>
          <Button type="submit" loading={create.isPending}>
            {say('new.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
