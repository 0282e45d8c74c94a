/** What came back for a step: refusal or members, what was checked, and the tokens opened. */
import { Alert, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { CircleCheck, CircleX } from 'lucide-react';
import { MemberRows } from '../parts/member-rows.tsx';
import { useSay } from '../words/say.tsx';
import type { Endpoints } from './request.ts';
import type { Check, Step } from './step.ts';
import { TokenView } from './token-view.tsx';

export interface StepAnswerProps {
  readonly pool: string;
  readonly clientId: string;
  readonly secret: string;
  readonly endpoints: Endpoints | undefined;
  readonly answer: NonNullable<Step['answer']>;
}

const tokenNames = ['id_token', 'access_token', 'jwt'] as const;

export function StepAnswer({ answer, pool, clientId, secret, endpoints }: StepAnswerProps) {
  const say = useSay();
  const { status, members, checks, correlationId } = answer;
  return (
    <>
      <Text fw={500} size="sm">
        {say('play.answer')}
        {status === undefined ? null : ` · ${status}`}
      </Text>
      <Refusal members={members} />
      <Checks checks={checks} />
      <Table variant="vertical" layout="fixed" className="claims">
        <Table.Tbody>
          <MemberRows members={members} />
        </Table.Tbody>
      </Table>
      <Inspect {...{ pool, clientId, correlationId }} />
      {tokenNames.map(name => {
        const value = members[name];
        return typeof value === 'string' && endpoints ? (
          <TokenView key={name} {...{ name, secret }} token={value} jwksUri={endpoints.jwks_uri} />
        ) : null;
      })}
    </>
  );
}

type Members = Readonly<Record<string, unknown>>;

function Refusal({ members }: { readonly members: Members }) {
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

interface InspectProps {
  readonly pool: string;
  readonly clientId: string;
  readonly correlationId: string | undefined;
}

/** An approval that came by redirect names no correlation id: the list of its application begins with it. */
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
