/** An application that was just made: its secret for this once, and a sample with its values. */
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { TriangleAlert } from 'lucide-react';
import { Copyable } from '../parts/copyable.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Section } from '../parts/section.tsx';
import { useSay } from '../words/say.tsx';
import { type Application, draftOf } from './application.ts';
import { Samples } from './samples.tsx';

interface MadeApplicationProps {
  readonly application: Application;
  readonly pool: string;
}

export function MadeApplication({ application, pool }: MadeApplicationProps) {
  const say = useSay();
  const { client_id: clientId, client_name: name, client_secret: secret } = application;
  return (
    <Stack gap="md">
      <PageHead title={say('made.title', { name: name ?? clientId })} intro={say('made.intro')} />
      <Section>
        {secret === undefined ? null : (
          <Alert color="yellow" variant="light" icon={<TriangleAlert size={18} />}>
            {say('secret.once')}
          </Alert>
        )}
        <Value label="client_id" value={clientId} />
        {secret === undefined ? null : <Value label="client_secret" value={secret} />}
      </Section>
      <Samples draft={draftOf(application)} clientId={clientId} pool={pool} />
      <Group>
        <Button
          renderRoot={props => (
            <Link {...props} to="/pools/$pool/applications/by-id/$clientId" params={{ pool, clientId }} />
          )}
        >
          {say('made.go')}
        </Button>
      </Group>
    </Stack>
  );
}

const Value = ({ label, value }: { readonly label: string; readonly value: string }) => (
  <div>
    <Text size="sm" fw={500}>
      {label}
    </Text>
    <Copyable value={value} label={label} />
  </div>
);
