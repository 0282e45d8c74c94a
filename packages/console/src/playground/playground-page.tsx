/** The playground: an application, a mode, every parameter, run for real. */
import { Select, Stack } from '@mantine/core';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { FlaskConical } from 'lucide-react';
import { usePages, useReadNow } from '../api/queries.ts';
import { Empty } from '../parts/empty.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Section } from '../parts/section.tsx';
import { useSay } from '../words/say.tsx';
import { ApplicationPlayground } from './application-playground.tsx';
import { modes, type PlayMode } from './modes.ts';

const here = '/pools/$pool/playground';

export function PlaygroundPage() {
  const say = useSay();
  const { pool } = useParams({ from: here });
  const { client_id: clientId, mode: chosen } = useSearch({ from: here });
  const navigate = useNavigate({ from: here });
  const { items = [] } = usePages('GET /pools/{pool}/applications', {
    at: { pool },
    query: { limit: '200' },
  });
  const mode = modes.find(each => each === chosen) ?? 'pkce';
  const change = (changed: object) =>
    void navigate({ search: before => ({ ...before, ...changed }), replace: true });
  return (
    <Stack gap="md">
      <PageHead title={say('nav.playground')} intro={say('play.intro')} />
      <Section>
        <div className="parameters">
          <Select
            label={say('play.application')}
            data={items.map(({ client_id: value, client_name: name }) => ({ value, label: name ?? value }))}
            value={clientId ?? null}
            searchable
            onChange={id => change({ client_id: id ?? undefined })}
          />
          <Select
            label={say('play.mode')}
            data={modes.map(value => ({ value, label: labelOf(value, say) }))}
            value={mode}
            allowDeselect={false}
            onChange={value => change({ mode: value ?? undefined })}
          />
        </div>
      </Section>
      {clientId === undefined ? (
        <Section>
          <Empty icon={FlaskConical} title={say('play.empty')} help={say('play.emptyHelp')} />
        </Section>
      ) : (
        <Chosen key={`${pool} ${clientId}`} pool={pool} clientId={clientId} mode={mode} />
      )}
    </Stack>
  );
}

const labelOf = (mode: PlayMode, say: ReturnType<typeof useSay>): string =>
  mode === 'refresh' || mode === 'device' ? say(`play.${mode}`) : say(`modes.${mode}`);

interface ChosenProps {
  readonly pool: string;
  readonly clientId: string;
  readonly mode: PlayMode;
}

function Chosen({ pool, clientId, ...rest }: ChosenProps) {
  const { issuer } = useReadNow('GET /pools/{pool}', { at: { pool } }).answer;
  const at = { pool, client_id: clientId };
  const { answer: application, etag } = useReadNow('GET /pools/{pool}/applications/{client_id}', { at });
  return <ApplicationPlayground {...{ pool, issuer, application, etag }} {...rest} />;
}
