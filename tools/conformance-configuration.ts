/** What the OpenID Foundation's suite and the server have to know of each other: clients, an end-user, and what a scripted browser does. */
import { standardUser } from '../tests/conformance/standard-user.ts';

export interface Meeting {
  /** Of the server, without a slash at the end. */
  readonly origin: string;
  /** Of the suite, without a slash at the end. */
  readonly suite: string;
  readonly alias: string;
}

/** The texts and ids of the hosted pages that a script waits for; a test holds the pages to them. */
export const landmarks = {
  login: { identifier: 'identifier', password: 'password', submit: 'submit' },
  consent: { allow: 'allow' },
  logout: { confirm: 'confirm-logout' },
  signedOut: 'You are signed out',
  error: 'This sign-in cannot go on',
} as const;

// They open nothing but this server, which holds one made-up end-user.
const clients = [
  { client_id: 'suite-1', client_secret: 'secret-of-the-first-client-of-the-suite' },
  { client_id: 'suite-2', client_secret: 'secret-of-the-second-client-of-the-suite' },
  { client_id: 'suite-post', client_secret: 'secret-of-the-client-that-posts-its-secret' },
] as const;
const [client, client2, clientSecretPost] = clients;

const implicitAndHybrid = [
  'id_token',
  'id_token token',
  'code id_token',
  'code token',
  'code id_token token',
];

/** The members of the default pool, as a configuration file has them. */
export function poolFor({ suite, alias }: Meeting) {
  const base = `${suite}/test/a/${alias}`;
  return {
    registration: { mode: 'open', most_per_hour: 10_000 },
    users: [standardUser],
    applications: clients.map(one => ({
      ...one,
      client_name: 'OIDF conformance suite',
      token_endpoint_auth_method: one === clientSecretPost ? 'client_secret_post' : 'client_secret_basic',
      redirect_uris: [`${base}/callback`],
      post_logout_redirect_uris: [`${base}/post_logout_redirect`],
      grant_types: ['authorization_code', 'refresh_token', 'implicit'],
      response_types: ['code', ...implicitAndHybrid],
    })),
  };
}

type Command = readonly (string | number)[];
interface Task {
  readonly task: string;
  readonly match: string;
  readonly optional?: true;
  readonly commands: readonly Command[];
}

/** Waits for a text anywhere on the page, and hands the page in where the module wants to see it. */
const showing = (text: string): Command => ['wait', 'xpath', '//*', 10, text, 'update-image-placeholder'];
const submitted: Command = ['wait', 'id', 'submission_complete', 10];

const login = ({ origin }: Meeting, first: readonly Command[] = []): Task => ({
  task: 'Sign in',
  match: `${origin}/login*`,
  optional: true,
  commands: [
    ...first,
    ['text', 'id', landmarks.login.identifier, standardUser.username],
    ['text', 'id', landmarks.login.password, standardUser.password],
    ['click', 'id', landmarks.login.submit],
  ],
});

const consent = ({ origin }: Meeting): Task => ({
  task: 'Agree',
  match: `${origin}/consent*`,
  optional: true,
  commands: [['click', 'id', landmarks.consent.allow]],
});

const arrive = ({ suite }: Meeting, path: string): Task => ({
  task: 'Arrive',
  match: `${suite}/test/*/${path}*`,
  commands: [submitted],
});

const confirm = ({ origin }: Meeting): Task => ({
  task: 'Confirm',
  match: `${origin}/logout*`,
  optional: true,
  commands: [['click', 'id', landmarks.logout.confirm]],
});

const authorize = (meeting: Meeting, tasks: readonly Task[]) => ({
  match: `${meeting.origin}/oidc/auth*`,
  tasks,
});
const endSession = (meeting: Meeting, tasks: readonly Task[]) => ({
  match: `${meeting.origin}/oidc/session/end*`,
  tasks,
});

const signInAndReturn = (meeting: Meeting, first: readonly Command[] = []) =>
  authorize(meeting, [login(meeting, first), consent(meeting), arrive(meeting, 'callback')]);

const refusal = (meeting: Meeting) =>
  authorize(meeting, [
    { task: 'See the error', match: `${meeting.origin}/oidc/auth*`, commands: [showing(landmarks.error)] },
  ]);

/** A logout that leads nowhere: it is confirmed, or refused, on pages of the server. */
const staying = (meeting: Meeting, text: string) =>
  endSession(meeting, [
    confirm(meeting),
    { task: 'See the page', match: `${meeting.origin}/*`, commands: [showing(text)] },
  ]);

function overrides(meeting: Meeting) {
  const again = [
    'wait',
    'id',
    landmarks.login.identifier,
    10,
    '.*',
    'update-image-placeholder-optional',
  ] as const;
  const reauthentication = { browser: [signInAndReturn(meeting, [again])] };
  const refused = { browser: [refusal(meeting)] };
  const logout = (text: string) => ({ browser: [signInAndReturn(meeting), staying(meeting, text)] });
  const stay = `${landmarks.signedOut}|${landmarks.error}`;
  return {
    'oidcc-prompt-login': reauthentication,
    'oidcc-max-age-1': reauthentication,
    'oidcc-ensure-registered-redirect-uri': refused,
    'oidcc-ensure-redirect-uri-in-authorization-request': refused,
    'oidcc-redirect-uri-query-mismatch': refused,
    'oidcc-redirect-uri-query-added': refused,
    'oidcc-rp-initiated-logout-no-params': logout(landmarks.signedOut),
    'oidcc-rp-initiated-logout-only-state': logout(landmarks.signedOut),
    'oidcc-rp-initiated-logout-no-post-logout-redirect-uri': logout(landmarks.signedOut),
    'oidcc-rp-initiated-logout-bad-post-logout-redirect-uri': logout(stay),
    'oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri': logout(stay),
    'oidcc-rp-initiated-logout-modified-id-token-hint': logout(stay),
    'oidcc-rp-initiated-logout-bad-id-token-hint': logout(stay),
    'oidcc-rp-initiated-logout-no-id-token-hint': logout(stay),
  };
}

/** What is pasted into the suite as the configuration of a plan. */
export function suiteConfiguration(meeting: Meeting) {
  return {
    alias: meeting.alias,
    description: 'Symbolon',
    server: { discoveryUrl: `${meeting.origin}/oidc/.well-known/openid-configuration` },
    client,
    client2,
    client_secret_post: clientSecretPost,
    browser: [
      signInAndReturn(meeting),
      endSession(meeting, [confirm(meeting), arrive(meeting, 'post_logout_redirect')]),
    ],
    override: overrides(meeting),
  };
}
