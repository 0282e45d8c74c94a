/** The headers of the pages, and that the policy names exactly what the pages carry. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy, pageHeaders } from './headers.ts';
import { renderSignedOutPage } from './signed-out.tsx';

const directives = (policy: string): Map<string, string> =>
  new Map(
    policy.split('; ').map(directive => {
      const [name = '', ...sources] = directive.split(' ');
      return [name, sources.join(' ')];
    }),
  );

describe('contentSecurityPolicy', () => {
  const policy = directives(
    contentSecurityPolicy({ formAction: ['https://app.example', 'com.example.app:'] }),
  );

  it('allows nothing by default, no frame, no base, no inline code beyond ours', () => {
    expect(policy.get('default-src')).toBe("'none'");
    expect(policy.get('frame-ancestors')).toBe("'none'");
    expect(policy.get('base-uri')).toBe("'none'");
    expect(policy.get('img-src')).toBe("'self' data:");
    expect([...policy.values()].join(' ')).not.toContain('unsafe');
  });

  it.each(['style', 'script'])('names the %s of the page by its hash', element => {
    const page = renderSignedOutPage({ locale: 'en' });
    const bodies = [...page.matchAll(new RegExp(`<${element}>(.*?)</${element}>`, 'gs'))].map(
      match => match[1] ?? '',
    );
    expect(bodies).toHaveLength(1);
    const digest = createHash('sha256').update(bodies.join('')).digest('base64');
    expect(policy.get(`${element}-src`)).toBe(`'sha256-${digest}'`);
  });

  it('lets forms go to ourselves and to where the client waits', () => {
    expect(policy.get('form-action')).toBe("'self' https://app.example com.example.app:");
  });

  it('cannot be widened by what is handed in', () => {
    const hostile = [
      "https://a.example; script-src 'unsafe-inline'",
      'javascript:',
      'data:',
      '*',
      'https://*',
      'https://*.example',
      "'unsafe-inline'",
      '',
    ];
    expect(directives(contentSecurityPolicy({ formAction: hostile })).get('form-action')).toBe("'self'");
  });

  it('can name every port of a host', () => {
    const widened = directives(contentSecurityPolicy({ formAction: ['http://localhost:*'] }));
    expect(widened.get('form-action')).toBe("'self' http://localhost:*");
  });

  it('names an IPv6 literal by its scheme, since a policy cannot name it otherwise', () => {
    const widened = directives(
      contentSecurityPolicy({ formAction: ['http://[::1]:4000', 'http://127.0.0.1:4000'] }),
    );
    expect(widened.get('form-action')).toBe("'self' http: http://127.0.0.1:4000");
  });
});

describe('pageHeaders', () => {
  it('keeps the page from being kept, framed, sniffed, referred to or opened by others', () => {
    expect(pageHeaders()).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': contentSecurityPolicy({ formAction: [] }),
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
  });
});
