/** The login methods: a new one is a folder and a line here. */
import { emailCode } from './email-code/method.ts';
import { createPasswordMethod } from './password/method.ts';
import { PasswordFields } from './password/page.tsx';
import { phoneCode } from './phone-code/method.ts';

/** Each: how it judges, and what it puts on the sign-in page. */
export const loginMethods = {
  password: { create: createPasswordMethod, Fields: PasswordFields },
  email_code: emailCode,
  phone_code: phoneCode,
} as const;

/** As a configuration names them. */
export const loginMethodNames = ['password', 'email_code', 'phone_code', 'passkey'] as const;
export type LoginMethodName = (typeof loginMethodNames)[number];

/** The methods by code, each by the channel that it sends to. */
export const codeMethods = { email: emailCode, sms: phoneCode } as const;

/** Whether one who has nothing but an e-mail address can come back: a password they choose, a passkey they may decline. */
export const signsInByEmail = (methods: readonly LoginMethodName[]): boolean =>
  methods.some(name => name === 'password' || name === 'email_code');

/** The channels to which the methods send codes, in their order. */
export const codeChannels = (methods: readonly LoginMethodName[]): readonly (keyof typeof codeMethods)[] =>
  methods.flatMap(name =>
    name === 'email_code' || name === 'phone_code' ? [loginMethods[name].channel] : [],
  );
