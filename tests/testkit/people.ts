/** The end-users of the tests, as a configuration file declares them. */

export const alice = {
  username: 'alice',
  password: 'correct horse battery staple',
  email: 'alice@example.com',
  email_verified: true,
  name: 'Alice Example',
  given_name: 'Alice',
  family_name: 'Example',
  phone: '+41441234567',
  phone_number_verified: false,
  address: { locality: 'Zurich', country: 'CH' },
} as const;

export const bob = {
  username: 'bob',
  password: 'bob has another password',
  name: 'Bob Example',
  email: 'bob@example.com',
} as const;
