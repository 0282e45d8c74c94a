/** What was sent and what came back, step by step. */
import { Alert, Button, Group, Stack, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { CircleCheck, CircleX } from 'lucide-react';
import { Copyable } from '../parts/copyable.tsx';
import { Section } from '../parts/section.tsx';
import { useSay } from '../words/say.tsx';
import { curlOf, type Endpoints, type Proof } from './request.ts';
import { addressOf, type Check, type Step } from './run.ts';
import { TokenView } from './token-view.tsx';

interface StepsProps {
  readonly pool: string;
  readonly proof: Proof;
  readonly isRevealed: boolean;
  readonly steps: readonly Step[];
  readonly endpoints: Endpoints | undefined;
  readonly onRefresh: (token: string) => void;
}

const tokenNames = ['id_token', 'access_token'] as const;

export function Steps({ steps, ...rest }: StepsProps) {
  return (
    <div aria-live="polite">
      <Stack gap="md">
        {steps.map(step => (
          <StepView key={step.kind} step={step} {...rest} />
        ))}
      </Stack>
    </div>
  );
}

function StepView({
  step,
  pool,
  proof,
  isRevealed,
  endpoints,
  onRefresh,
}: { readonly step: Step } & Omit<StepsProps, 'steps'>) {
  const say = useSay();
  const { answer } = step;
  const isAuthorization = step.kind === 'authorization';
  const request = isAuthorization ? addressOf(step) : curlOf(step.endpoint, step.sent, proof, isRevealed);
  const members = answer?.members ?? {};
  const { refresh_token: refreshToken } = members;
  return (
    <Section title={isAuthorization ? say('play.authorizationStep') : say('play.tokenStep')}>
      <Text fw={500} size="sm">
        {say('play.request')}
      </Text>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <pre className="sample" tabIndex={0}>
        {request}
      </pre>
      {answer === undefined ? (
        isAuthorization ? (
          <Waiting href={request} />
        ) : null
      ) : (
        <>
          <Text fw={500} size="sm">
            {say('play.answer')}
            {answer.status === undefined ? null : ` · ${answer.status}`}
          </Text>
          <Refusal members={members} />
          <Checks checks={answer.checks} />
          <Members members={members} />
          <Inspect pool={pool} clientId={proof.clientId} correlationId={answer.correlationId} />
          {tokenNames.map(name => {
            const value = members[name];
            return typeof value === 'string' && endpoints ? (
              <TokenView
                key={name}
                name={name}
                token={value}
                jwksUri={endpoints.jwks_uri}
                secret={proof.secret}
              />
            ) : null;
          })}
          {typeof refreshToken === 'string' ? (
            <Group>
              <Button variant="default" size="xs" onClick={() => onRefresh(refreshToken)}>
                {say('play.useRefresh')}
              </Button>
            </Group>
          ) : null}
        </>
      )}
    </Section>
  );
}

function Waiting({ href }: { readonly href: string }) {
  const say = useSay();
  return (
    <Group role="status">
      <Text>{say('play.waiting')}</Text>
      <a href={href} target="_blank" rel="noopener">
        {say('play.blocked')}
      </a>
    </Group>
  );
}

type Told = Readonly<Record<string, unknown>>;

function Refusal({ members }: { readonly members: Told }) {
  const say = useSay();
  const { error, error_description: description, error_uri: uri } = members;
  if (error === undefined) return null;
  return (
    <Alert color="red" variant="light" title={String(error)} role="alert">
      {String(description ?? '')}{' '}
      {typeof uri === 'string' && uri.startsWith(`${location.origin}/errors/`) ? (
        <a href={uri}>{say('flows.rule')}</a>
      ) : null}
    </Alert>
  );
}

function Checks({ checks }: { readonly checks: readonly Check[] }) {
  const say = useSay();
  if (checks.length === 0) return null;
  return (
    <ul className="checks">
      {checks.map(({ word, holds }) => (
        <li key={word} className={holds ? 'good' : 'bad'}>
          {holds ? <CircleCheck size={16} aria-hidden="true" /> : <CircleX size={16} aria-hidden="true" />}
          {holds ? say(word) : <s>{say(word)}</s>}
        </li>
      ))}
    </ul>
  );
}

const Members = ({ members }: { readonly members: Told }) => (
  <Table variant="vertical" layout="fixed" className="claims">
    <Table.Tbody>
      {Object.entries(members).map(([name, value]) => (
        <Table.Tr key={name}>
          <Table.Th w={150}>{name}</Table.Th>
          <Table.Td>
            <Copyable value={String(value)} label={name} />
          </Table.Td>
        </Table.Tr>
      ))}
    </Table.Tbody>
  </Table>
);

interface InspectProps {
  readonly pool: string;
  readonly clientId: string;
  readonly correlationId: string | undefined;
}

/** An answer that came by redirect names no correlation id: the list of its application begins with it. */
function Inspect({ pool, clientId, correlationId }: InspectProps) {
  const say = useSay();
  if (correlationId === undefined)
    return (
      <Link to="/pools/$pool/flows" params={{ pool }} search={{ client_id: clientId }} target="_blank">
        {say('play.inspect')}
      </Link>
    );
  return (
    <Link to="/pools/$pool/flows/by-id/$correlationId" params={{ pool, correlationId }} target="_blank">
      {say('play.inspect')}
    </Link>
  );
}
