/** The password of the demo user: made at the first start without a configuration file, the same ever after. */
import type { Random } from '@symbolon/foundation';
import { keepSecret } from './kept-secret.ts';

/** 80 bits, in characters that are not mistaken for each other when typed. */
export const demoPassword = (dataFolder: string, random: Random): string =>
  keepSecret(dataFolder, 'demo-password', random, () => readable(random(16))).text;

const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789x';

const readable = (bytes: Buffer) =>
  [...bytes]
    .map((byte, index) => `${index > 0 && index % 4 === 0 ? '-' : ''}${alphabet[byte & 31] ?? ''}`)
    .join('');
