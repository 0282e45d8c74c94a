/** What the doctor finds, one line each. */

/** `bad`: it does not work, or is not safe; `better`: it works, and could be better. */
export interface Finding {
  readonly kind: 'good' | 'better' | 'bad';
  readonly about: string;
  /** What is so, and what to do about it. */
  readonly says: string;
}

export const good = (about: string, says: string): Finding => ({ kind: 'good', about, says });
export const better = (about: string, says: string): Finding => ({ kind: 'better', about, says });
export const bad = (about: string, says: string): Finding => ({ kind: 'bad', about, says });
