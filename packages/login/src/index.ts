/** Who is at the keyboard: the hosted login; knows no OAuth. */
export type * from './stores/index.ts';
