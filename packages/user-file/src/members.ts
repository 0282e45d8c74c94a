/** THE TABLE of the members that a column of a file may become, and of what others call them. */

/** One of `memberNames`, or `custom_data.NAME`. */
export type Member = string;

const known = {
  username: ['user', 'login', 'loginname', '用户名'],
  email: ['mail', 'emailaddress', 'primaryemail', '邮箱'],
  phone: ['phonenumber', 'mobile', 'mobilephone', 'telephone', 'tel', '手机号', '手机'],
  email_verified: ['emailconfirmed', 'isemailverified', 'emailverification', '邮箱已验证'],
  phone_number_verified: ['phoneverified', 'isphoneverified', '手机已验证'],
  password_hash: ['hash', 'passwordhashed', 'hashedpassword', 'encryptedpassword', 'pwhash'],
  password: ['plainpassword', 'initialpassword', '密码'],
  name: ['fullname', 'displayname', '姓名'],
  given_name: ['firstname', 'forename', '名'],
  family_name: ['lastname', 'surname', '姓'],
  middle_name: [],
  nickname: ['nick', '昵称'],
  gender: ['sex', '性别'],
  birthdate: ['birthday', 'dateofbirth', 'dob', '生日'],
  locale: ['language', 'lang', '语言'],
  zoneinfo: ['timezone', 'tz', '时区'],
  website: ['url', 'homepage', '网站'],
  picture: ['avatar', 'photo', 'image', '头像'],
  profile: ['profileurl'],
  preferred_username: [],
  address: ['postaladdress', '地址'],
  custom_data: ['customdata', 'metadata', 'usermetadata', 'attributes'],
} as const satisfies Record<string, readonly string[]>;

export const memberNames: readonly Member[] = Object.keys(known);

const bare = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

const byAlias = new Map(
  Object.entries(known).flatMap(([member, aliases]) =>
    [bare(member), ...aliases].map(alias => [alias, member] as const),
  ),
);

/** What a column is by its name; undefined where that says nothing. */
export const memberOf = (column: string): Member | undefined =>
  /^custom_data\../.test(column) ? column : byAlias.get(bare(column));

/** By column; of two that would be one member, the first or the one that is called so is it. */
export function membersOf(columns: readonly string[]): readonly (Member | undefined)[] {
  const exact = new Set(columns);
  const taken = new Set<Member>();
  return columns.map(column => {
    const member = memberOf(column);
    if (member === undefined || taken.has(member)) return undefined;
    if (member !== column && exact.has(member)) return undefined;
    taken.add(member);
    return member;
  });
}

/** What nobody else is to read over a shoulder. */
export const isSecretMember = (member: Member | undefined): boolean =>
  member === 'password' || member === 'password_hash';
