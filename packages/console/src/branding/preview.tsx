/** The sign-in page as it would be, in a frame that runs nothing. */
import { Alert, List, SegmentedControl } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../api/call.ts';
import { nonce } from '../nonce.ts';
import { Section } from '../parts/section.tsx';
import { useSay } from '../words/say.tsx';
import type { Branding, Language } from './branding.ts';

/** A frame without an address of its own is under the policy of this page. */
const named = (html: string): string => html.replaceAll('<style', `<style nonce="${nonce}"`);

const sizes = { phone: 390, desktop: 1000 } as const;

interface PreviewProps {
  readonly pool: string;
  readonly branding: Branding;
  readonly language: Language;
  readonly applicationName: string | undefined;
}

export function Preview({ pool, branding, language, applicationName }: PreviewProps) {
  const say = useSay();
  const [size, setSize] = useState<keyof typeof sizes>('desktop');
  const [shown] = useDebouncedValue(branding, 400);
  const { data, error } = useQuery({
    queryKey: ['preview', pool, shown, language, applicationName],
    queryFn: () =>
      call('POST /pools/{pool}/branding/preview', {
        at: { pool },
        body: {
          branding: shown,
          locale: language,
          ...(applicationName && { application_name: applicationName }),
        },
      }),
    placeholderData: keepPreviousData,
  });
  const dropped = data?.answer.dropped ?? [];
  return (
    <Section
      title={say('branding.preview')}
      actions={
        <SegmentedControl
          value={size}
          onChange={chosen => setSize(chosen === 'phone' ? 'phone' : 'desktop')}
          data={[
            { value: 'desktop', label: say('branding.desktop') },
            { value: 'phone', label: say('branding.phone') },
          ]}
        />
      }
    >
      {error ? (
        <Alert color="red" variant="light" role="alert">
          {error.message}
        </Alert>
      ) : null}
      {dropped.length > 0 ? (
        <Alert color="yellow" variant="light" title={say('branding.dropped')}>
          <List size="sm">
            {dropped.map(({ line, reason }) => (
              <List.Item key={`${line} ${reason}`}>{say('branding.droppedLine', { line, reason })}</List.Item>
            ))}
          </List>
        </Alert>
      ) : null}
      <iframe
        className="preview"
        title={say('branding.preview')}
        sandbox=""
        srcDoc={named(data?.answer.html ?? '')}
        width={sizes[size]}
        height={560}
      />
    </Section>
  );
}
