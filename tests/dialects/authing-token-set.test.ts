/** The token set of Authing's documentation, by the password grant. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { basic, claimsOf, headerOf, post } from '../testkit/relying-party.ts';
import { createWorld, type World, web } from '../testkit/world.ts';
import { isoTime, membersOf, readSample } from './sample.ts';

const sample = readSample('authing-token-set');
const theirs = { access: claimsOf(sample['access_token']), id: claimsOf(sample['id_token']) };
const profile = [
  ...['birthdate', 'family_name', 'gender', 'given_name', 'locale', 'middle_name', 'name', 'nickname'],
  ...['picture', 'preferred_username', 'profile', 'updated_at', 'website', 'zoneinfo'],
  ...['username', 'company', 'browser', 'device', 'logins_count', 'register_method', 'blocked', 'last_ip'],
  ...['register_in_userpool', 'last_login', 'signed_up'],
];

const application = {
  ...web,
  client_id: String(theirs.id['aud']),
  grant_types: ['authorization_code', 'refresh_token', 'password'],
  dialect: 'authing',
  id_token_signed_response_alg: 'RS256',
  id_token_optional_claims: [],
  absent_claims: 'empty',
  scopes: [{ name: 'profile', claims: profile }],
  claims: [
    { name: 'blocked', from: 'user.blocked' },
    { name: 'register_in_userpool', from: 'user.user_pool' },
    { name: 'last_login', from: 'user.last_login_at' },
    { name: 'signed_up', from: 'user.signed_up_at' },
    { name: 'aws', from: 'custom_data.aws' },
  ],
};

const user = {
  sub: String(theirs.id['sub']),
  username: String(theirs.id['username']),
  email: String(theirs.id['email']),
  picture: String(theirs.id['picture']),
  password: 'the password of the sample',
  custom_data: {
    logins_count: theirs.id['logins_count'],
    register_method: theirs.id['register_method'],
    last_ip: theirs.id['last_ip'],
    aws: theirs.id['aws'],
  },
};

let world: World;
let answer: Record<string, unknown>;
beforeAll(async () => {
  world = await createWorld({ applications: [application], users: [user] });
  const fields = { username: user.username, password: user.password, scope: String(sample['scope']) };
  const headers = basic(application.client_id, application.client_secret);
  const { json } = await post(`${world.issuer}/token`, { grant_type: 'password', ...fields }, headers);
  answer = json;
});
afterAll(() => world.close());

describe('the token set of Authing', () => {
  it('has the same members in the same order, of the same types', () => {
    expect(membersOf(answer)).toEqual(membersOf(sample));
    const { expires_in, token_type, scope } = sample;
    expect(answer).toMatchObject({ expires_in, token_type, scope });
  });

  it('has an access token of the same header and claims', () => {
    expect(headerOf(answer['access_token'])).toEqual({
      ...headerOf(sample['access_token']),
      kid: expect.stringMatching(/^[\w-]{43}$/),
    });
    const ours = claimsOf(answer['access_token']);
    expect(membersOf(ours)).toEqual(membersOf(theirs.access));
    const { sub, scope, aud } = theirs.access;
    expect(ours).toMatchObject({ sub, scope, aud, iss: world.issuer });
    expect(Number(ours['exp']) - Number(ours['iat'])).toBe(3600);
  });

  it('has an ID token of the same claims in the same order, of the same types', () => {
    expect(headerOf(answer['id_token'])).toEqual(headerOf(answer['access_token']));
    expect(membersOf(claimsOf(answer['id_token']))).toEqual(membersOf(theirs.id));
  });

  it('says the same of the end-user, save what is true of this one alone', () => {
    const ours = claimsOf(answer['id_token']);
    expect(ours).toEqual({
      ...theirs.id,
      preferred_username: user.username,
      register_in_userpool: 'default',
      updated_at: expect.stringMatching(isoTime),
      last_login: new Date(world.clock.now() * 1000).toISOString(),
      signed_up: expect.stringMatching(isoTime),
      iss: world.issuer,
      iat: world.clock.now(),
      exp: world.clock.now() + 3600,
    });
  });

  it('refuses wrong credentials with the same status and error', async () => {
    const headers = basic(application.client_id, application.client_secret);
    const fields = { grant_type: 'password', username: user.username, password: 'wrong' };
    expect(await post(`${world.issuer}/token`, fields, headers)).toMatchObject({
      status: 400,
      json: { error: 'invalid_grant' },
    });
  });
});
