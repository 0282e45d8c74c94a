/** THE TABLE of what can be sent: each parameter with where it belongs, where it begins, and where it is specified. */
import type { WordKey } from '../words/say.tsx';
import { browserModes, familyOf, modes, type PlayMode } from './modes.ts';
import type { Pairs } from './request.ts';

export interface Parameter {
  readonly name: string;
  readonly help: Extract<WordKey, `param.${string}`>;
  readonly section: string;
  readonly modes: readonly PlayMode[];
  readonly begins?: Partial<Record<PlayMode, string>>;
  /** Made for every run, unless something is typed. */
  readonly made?: true;
  /** Typed unseen, and never kept. */
  readonly secret?: true;
}

const people = 'openid profile email';

export const parameters: readonly Parameter[] = [
  {
    name: 'response_type',
    help: 'param.response_type',
    section: 'RFC 6749 §3.1.1',
    modes: browserModes,
    begins: { pkce: 'code', code: 'code', implicit: 'id_token token', hybrid: 'code id_token' },
  },
  { name: 'redirect_uri', help: 'param.redirect_uri', section: 'RFC 6749 §3.1.2', modes: browserModes },
  { name: 'username', help: 'param.username', section: 'RFC 6749 §4.3.2', modes: ['password'] },
  { name: 'password', help: 'param.password', section: 'RFC 6749 §4.3.2', modes: ['password'], secret: true },
  {
    name: 'refresh_token',
    help: 'param.refresh_token',
    section: 'RFC 6749 §6',
    modes: ['refresh'],
    secret: true,
  },
  {
    name: 'scope',
    help: 'param.scope',
    section: 'RFC 6749 §3.3',
    modes,
    begins: {
      ...{ pkce: people, code: people, implicit: people, hybrid: people },
      ...{ device: 'openid', password: 'openid' },
    },
  },
  {
    name: 'code_challenge_method',
    help: 'param.code_challenge_method',
    section: 'RFC 7636 §4.3',
    modes: ['pkce'],
    begins: { pkce: 'S256' },
  },
  {
    name: 'code_verifier',
    help: 'param.code_verifier',
    section: 'RFC 7636 §4.1',
    modes: ['pkce'],
    made: true,
  },
  { name: 'state', help: 'param.state', section: 'RFC 6749 §10.12', modes: browserModes, made: true },
  { name: 'nonce', help: 'param.nonce', section: 'OIDC Core §15.5.2', modes: browserModes, made: true },
  {
    name: 'response_mode',
    help: 'param.response_mode',
    section: 'OAuth Response Types §2.1',
    modes: browserModes,
  },
  { name: 'prompt', help: 'param.prompt', section: 'OIDC Core §3.1.2.1', modes: browserModes },
  { name: 'max_age', help: 'param.max_age', section: 'OIDC Core §3.1.2.1', modes: browserModes },
  { name: 'acr_values', help: 'param.acr_values', section: 'OIDC Core §3.1.2.1', modes: browserModes },
  { name: 'claims', help: 'param.claims', section: 'OIDC Core §5.5', modes: browserModes },
  {
    name: 'resource',
    help: 'param.resource',
    section: 'RFC 8707 §2',
    modes: [...browserModes, 'client_credentials'],
  },
  { name: 'login_hint', help: 'param.login_hint', section: 'OIDC Core §3.1.2.1', modes: browserModes },
  { name: 'id_token_hint', help: 'param.id_token_hint', section: 'OIDC Core §3.1.2.1', modes: browserModes },
  { name: 'ui_locales', help: 'param.ui_locales', section: 'OIDC Core §3.1.2.1', modes: browserModes },
];

export const parametersOf = (mode: PlayMode): readonly Parameter[] =>
  parameters.filter(parameter => parameter.modes.includes(mode));

export type Values = Readonly<Record<string, string>>;

/** What was typed, each value with what it was typed for. */
export type Typed = Readonly<Record<string, string>>;

/** What begins differently in two modes of a family is not shared either. */
export const typedKeyOf = ({ name, begins }: Parameter, mode: PlayMode): string =>
  [familyOf(mode), begins?.[mode] ?? '', name].join(' ');

/** What a mode sends: what was typed for it, else what it begins with. */
export function valuesOf(mode: PlayMode, typed: Typed, callback: string): Values {
  const pairs = parametersOf(mode).map(parameter => {
    const { name, begins } = parameter;
    const begun = name === 'redirect_uri' ? callback : begins?.[mode];
    return [name, typed[typedKeyOf(parameter, mode)] ?? begun ?? ''];
  });
  return Object.fromEntries(pairs);
}

/** What a run begins with. */
export interface RunInputs {
  readonly mode: PlayMode;
  readonly values: Values;
  readonly extras: Pairs;
}

const secretPlaces = parameters.flatMap(parameter =>
  parameter.secret ? parameter.modes.map(mode => typedKeyOf(parameter, mode)) : [],
);

/** What may outlast the page. */
export const withoutSecrets = (typed: Typed): Typed =>
  Object.fromEntries(Object.entries(typed).filter(([place]) => !secretPlaces.includes(place)));

/** Of the named values those that are not empty. */
export const present = (values: Values, names: readonly string[]): Pairs =>
  names.flatMap(name => {
    const value = values[name]?.trim() ?? '';
    return value === '' ? [] : [[name, value] as const];
  });

/** `name=value` lines, as they were added. */
export const readExtras = (lines: readonly string[]): Pairs =>
  lines.flatMap(line => {
    const at = line.indexOf('=');
    return at > 0 ? [[line.slice(0, at).trim(), line.slice(at + 1)] as const] : [];
  });
