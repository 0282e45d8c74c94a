/** A page of the login as it would be, in a frame that runs nothing. */
import { Alert, Group, List, SegmentedControl, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Body, call } from '../api/call.ts';
import { nonce } from '../nonce.ts';
import { Section } from '../parts/section.tsx';
import { useSay } from '../words/say.tsx';
import type { Branding, Language } from './branding.ts';

/** A frame without an address of its own is under the policy of this page. */
const named = (html: string): string => html.replaceAll('<style', `<style nonce="${nonce}"`);

type Wish = Body<'POST /pools/{pool}/branding/preview'>;

const pages = [
  'login',
  'login_refused',
  'sign_up',
  'code',
  'second_factor',
  'consent',
  'error',
] as const satisfies readonly Wish['page'][];
const sizes = { desktop: { width: 1000, height: 640 }, phone: { width: 390, height: 720 } } as const;
const appearances = ['light', 'dark'] as const satisfies readonly Wish['appearance'][];

interface PreviewProps {
  readonly pool: string;
  readonly branding: Branding;
  readonly language: Language;
  readonly applicationName: string | undefined;
}

export function Preview({ pool, branding, language, applicationName }: PreviewProps) {
  const say = useSay();
  const [size, setSize] = useState<keyof typeof sizes>('desktop');
  const [appearance, setAppearance] = useState<(typeof appearances)[number]>('light');
  const [page, setPage] = useState<(typeof pages)[number]>('login');
  const [shown] = useDebouncedValue(branding, 400);
  const { data, error } = useQuery({
    queryKey: ['preview', pool, shown, language, applicationName, page, appearance],
    queryFn: () =>
      call('POST /pools/{pool}/branding/preview', {
        at: { pool },
        body: {
          branding: shown,
          ...{ page, appearance, locale: language },
          ...(applicationName && { application_name: applicationName }),
        },
      }),
    placeholderData: keepPreviousData,
  });
  const dropped = data?.answer.dropped ?? [];
  return (
    <Section title={say('branding.preview')} help={say('branding.previewHelp')}>
      <Group justify="space-between" align="flex-end">
        <Select
          label={say('branding.page')}
          data={pages.map(value => ({ value, label: say(`branding.page.${value}`) }))}
          value={page}
          allowDeselect={false}
          onChange={value => setPage(pages.find(each => each === value) ?? 'login')}
        />
        <Group gap="sm">
          <SegmentedControl
            aria-label={say('branding.appearance')}
            value={appearance}
            onChange={setAppearance}
            data={appearances.map(value => ({ value, label: say(`look.${value}`) }))}
          />
          <SegmentedControl
            aria-label={say('branding.size')}
            value={size}
            onChange={setSize}
            data={[
              { value: 'desktop', label: say('branding.desktop') },
              { value: 'phone', label: say('branding.phone') },
            ]}
          />
        </Group>
      </Group>
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
        {...sizes[size]}
      />
    </Section>
  );
}
