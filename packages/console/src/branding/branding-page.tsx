/** How the hosted pages look: those of a pool, or on the way to one of its applications. */
import { Select } from '@mantine/core';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMay } from '../api/me.ts';
import { useChange, usePages, useReadNow } from '../api/queries.ts';
import { draftOf, withMember } from '../applications/application.ts';
import { FileNotice } from '../parts/managed-by.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useSay } from '../words/say.tsx';
import { above, type Branding } from './branding.ts';
import { BrandingForm } from './branding-form.tsx';

export function BrandingPage() {
  const say = useSay();
  const { pool } = useParams({ from: '/pools/$pool/branding' });
  const { application } = useSearch({ from: '/pools/$pool/branding' });
  return (
    <>
      <PageHead title={say('nav.branding')} intro={say('branding.intro')} />
      <Choice pool={pool} application={application} />
      {application === undefined ? (
        <OfPool pool={pool} />
      ) : (
        <OfApplication pool={pool} clientId={application} />
      )}
    </>
  );
}

interface ChoiceProps {
  readonly pool: string;
  readonly application: string | undefined;
}

/** Stands for the pool as a whole, which no client id can be. */
const wholePool = ' ';

function Choice({ pool, application }: ChoiceProps) {
  const say = useSay();
  const navigate = useNavigate();
  const { items = [] } = usePages('GET /pools/{pool}/applications', {
    at: { pool },
    query: { limit: '200' },
  });
  const applications = items.map(({ client_id: value, client_name: name }) => ({
    value,
    label: name ?? value,
  }));
  return (
    <Select
      label={say('branding.of')}
      maw={400}
      data={[
        { value: wholePool, label: say('branding.ofPool', { pool }) },
        { group: say('nav.applications'), items: applications },
      ]}
      value={application ?? wholePool}
      allowDeselect={false}
      searchable
      onChange={chosen =>
        void navigate({
          to: '/pools/$pool/branding',
          params: { pool },
          search: chosen === null || chosen === wholePool ? {} : { application: chosen },
        })
      }
    />
  );
}

/** What holds in the pool: what the file says comes before what is written here. */
function usePoolBranding(pool: string) {
  const { answer, etag } = useReadNow('GET /pools/{pool}/settings', { at: { pool } });
  const { answer: declared } = useReadNow('GET /pools/{pool}/settings/declared', { at: { pool } });
  return { settings: answer, etag, declared: declared.branding };
}

function OfPool({ pool }: { readonly pool: string }) {
  const say = useSay();
  const mayWrite = useMay(pool)('settings:write');
  const { settings, etag, declared } = usePoolBranding(pool);
  const save = useChange('PUT /pools/{pool}/settings', { done: say('form.saved'), showsMembers: true });
  return (
    <>
      {declared ? <FileNotice /> : null}
      <BrandingForm
        key={`${pool} ${etag}`}
        pool={pool}
        before={settings.branding ?? {}}
        withOthers={draft => above(declared ?? {}, draft)}
        isDisabled={!mayWrite}
        isSaving={save.isPending}
        error={save.error}
        save={branding => save.mutate({ at: { pool }, body: { ...settings, branding }, seen: etag })}
      />
    </>
  );
}

function OfApplication({ pool, clientId }: { readonly pool: string; readonly clientId: string }) {
  const say = useSay();
  const at = { pool, client_id: clientId };
  const { answer, etag } = useReadNow('GET /pools/{pool}/applications/{client_id}', { at });
  const { settings, declared = {} } = usePoolBranding(pool);
  const may = useMay(pool);
  const isFile = answer.managed_by === 'file';
  const save = useChange('PUT /pools/{pool}/applications/{client_id}', {
    done: say('form.saved'),
    showsMembers: true,
  });
  const write = (branding: Branding) => {
    const said = Object.keys(branding).length === 0 ? undefined : branding;
    save.mutate({ at, body: withMember(draftOf(answer), 'branding', said), seen: etag });
  };
  return (
    <>
      {isFile ? <FileNotice /> : null}
      <BrandingForm
        key={`${pool} ${clientId} ${etag}`}
        pool={pool}
        before={answer.branding ?? {}}
        withOthers={draft => above(draft, above(declared, settings.branding ?? {}))}
        applicationName={answer.client_name}
        isDisabled={isFile || !may('applications:write') || !may('settings:write')}
        isSaving={save.isPending}
        error={save.error}
        save={write}
      />
    </>
  );
}
