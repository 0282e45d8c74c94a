/** Samples with the values of this application, ready to run. */
import { Button, CopyButton, Tabs } from '@mantine/core';
import { useRead } from '../api/queries.ts';
import { Section } from '../parts/section.tsx';
import { useSay } from '../words/say.tsx';
import type { Draft } from './application.ts';
import { samplesOf } from './sample-texts.ts';

interface SamplesProps {
  readonly draft: Draft;
  readonly clientId: string;
  readonly pool: string;
}

export function Samples({ draft, clientId, pool }: SamplesProps) {
  const say = useSay();
  const issuer = useRead('GET /pools/{pool}', { at: { pool } }).data?.answer.issuer;
  if (issuer === undefined) return null;
  const redirectUri = draft.redirect_uris?.[0] ?? 'http://localhost:4000/callback';
  const samples = samplesOf({ issuer, clientId, redirectUri }, draft);
  return (
    <Section title={say('samples.title')} help={say('samples.help')}>
      <Tabs defaultValue={samples[0]?.name ?? null} keepMounted={false}>
        <Tabs.List>
          {samples.map(({ name }) => (
            <Tabs.Tab key={name} value={name}>
              {name}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {samples.map(({ name, text }) => (
          <Tabs.Panel key={name} value={name} pt="sm">
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
            <pre className="sample" tabIndex={0}>
              {text}
            </pre>
            <CopyButton value={text} timeout={1500}>
              {({ copied, copy }) => (
                <Button variant="default" size="xs" mt="xs" onClick={copy}>
                  {copied ? say('copy.done') : say('copy.copy')}
                </Button>
              )}
            </CopyButton>
          </Tabs.Panel>
        ))}
      </Tabs>
    </Section>
  );
}
