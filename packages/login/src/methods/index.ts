/** The login methods: a new one is a folder and a line here. */
import { createPasswordMethod } from './password/method.ts';
import { PasswordFields } from './password/page.tsx';

/** Each: how it judges, and the fields it puts on the login page. */
export const loginMethods = {
  password: { create: createPasswordMethod, Fields: PasswordFields },
} as const;
