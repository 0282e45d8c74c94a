/** One application: what it is, its tokens, its secrets, samples, its end. */
import { Stack, Tabs } from '@mantine/core';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMay } from '../api/me.ts';
import { useReadNow } from '../api/queries.ts';
import { BackLink } from '../parts/back-link.tsx';
import { Copyable } from '../parts/copyable.tsx';
import { FileNotice } from '../parts/managed-by.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useSay } from '../words/say.tsx';
import { draftOf } from './application.ts';
import { ApplicationForm } from './application-form.tsx';
import { DeleteApplication } from './delete-application.tsx';
import { Samples } from './samples.tsx';
import { Secrets } from './secrets.tsx';

const here = '/pools/$pool/applications/by-id/$clientId';
const tabs = ['settings', 'tokens', 'secrets', 'samples'] as const;

export function ApplicationPage() {
  const say = useSay();
  const { pool, clientId } = useParams({ from: here });
  const { tab } = useSearch({ from: here });
  const navigate = useNavigate({ from: here });
  const may = useMay(pool);
  const at = { pool, client_id: clientId };
  const { answer: application, etag } = useReadNow('GET /pools/{pool}/applications/{client_id}', { at });
  const isOfFile = application.managed_by === 'file';
  const mayWrite = may('applications:write') && !isOfFile;
  const chosen = tabs.find(each => each === tab) ?? 'settings';
  const form = { application, etag, pool, mayWrite };
  return (
    <Stack gap="md">
      <PageHead
        title={application.client_name ?? clientId}
        intro={<Copyable value={clientId} label="client_id" />}
        above={<BackLink list="applications" pool={pool} />}
      />
      {isOfFile ? <FileNotice /> : null}
      <Tabs
        value={chosen}
        onChange={next => void navigate({ search: { tab: next ?? 'settings' }, replace: true })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {tabs.map(each => (
            <Tabs.Tab key={each} value={each}>
              {say(`app.tab.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="settings">
          <Stack gap="md">
            <ApplicationForm key={etag} part="settings" {...form} />
            {mayWrite ? <DeleteApplication {...form} /> : null}
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="tokens">
          <ApplicationForm key={etag} part="tokens" {...form} />
        </Tabs.Panel>
        <Tabs.Panel value="secrets">
          <Secrets {...form} />
        </Tabs.Panel>
        <Tabs.Panel value="samples">
          <Samples draft={draftOf(application)} clientId={clientId} pool={pool} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}
