/** What can be wrong with the dialect of an application, and with claims and scopes of its own. */
import { type Mistake, wrong } from './mistake.ts';

export const dialectMistakes: readonly Mistake[] = [
  wrong('a dialect mistyped', 'dialect: auting', 'dialect', 'must be one of standard, authing', {
    suggestion: 'authing',
  }),
  wrong(
    'an ID token that vouches for nothing, under the standard',
    'id_token_shape: bare',
    'id_token_shape',
    'under the dialect opaque-minimal only',
  ),
  wrong(
    'an ID token that vouches for nothing, in a browser',
    'dialect: opaque-minimal\ngrant_types: [implicit]\nresponse_types: [id_token]',
    'response_types',
    'cannot hold id_token where the ID token is bare',
    { line: 2 },
  ),
  wrong(
    'a custom claim in the place of one of the token',
    'claims: [{ name: aud, from: custom_data.aud }]',
    'claims[0].name',
    'tokens use themselves',
  ),
  wrong(
    'a custom scope that opens a claim of the token',
    'scopes: [{ name: team, claims: [exp] }]',
    'scopes[0].claims[0]',
    'tokens use themselves',
  ),
  wrong(
    'a custom scope with the name of a claim of the token',
    'scopes: [{ name: iss }]',
    'scopes[0].name',
    'tokens use themselves',
  ),
  wrong(
    'a custom claim from nowhere',
    'claims: [{ name: team, from: user.password_hash }]',
    'claims[0].from',
    'custom_data.NAME, or user.NAME with one of: username',
  ),
  wrong(
    'a custom claim that stands twice',
    'claims: [{ name: a, from: custom_data.a }, { name: a, from: custom_data.b }]',
    'claims[1].name',
    'stands twice',
  ),
];
