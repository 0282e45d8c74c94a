/** The page about an error: what the developer needs, and nothing that is ours alone. */
import { describe, expect, it } from 'vitest';
import { renderErrorPage } from './error.tsx';

const locale = 'en' as const;

describe('an error', () => {
  const rule = {
    code: 'invalid_request',
    received: 'prompt=bogus',
    rule: 'A rule.',
    change: 'Send none.',
    href: '/r',
  };

  it('speaks to the end-user first, then to the developer', () => {
    const page = renderErrorPage({ locale, reason: { kind: 'request' }, rule, correlationId: 'c-1' });
    const places = [
      'This sign-in cannot go on',
      'For developers',
      'invalid_request',
      'prompt=bogus',
      'A rule.',
      'Send none.',
      'c-1',
      'href="/r"',
    ].map(words => page.lastIndexOf(words));
    expect(places).toEqual([...places].sort((left, right) => left - right));
    expect(places).not.toContain(-1);
    expect(page).toContain('data-copy="correlation-id"');
  });

  it('gives nothing but the correlation id where the fault is ours', () => {
    const page = renderErrorPage({ locale, reason: { kind: 'unexpected' }, correlationId: 'c-2' });
    expect(page).toContain('<span id="correlation-id">c-2</span>');
    expect(page).not.toContain('For developers');
  });

  it.each([
    [{ kind: 'expired' }, 'This page has expired'],
    [{ kind: 'not_found' }, 'There is no page here'],
    [{ kind: 'busy', retryAfter: 2 }, 'try again in 2 seconds'],
  ] as const)('%j: %s', (reason, words) => {
    expect(renderErrorPage({ locale, reason, correlationId: 'c-3' })).toContain(words);
  });
});
