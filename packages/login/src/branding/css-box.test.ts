/** HL-21: the CSS box keeps what is harmless, drops the rest, and says so — CVE-2026-5468. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longestCss, sanitiseCss } from './css-box.ts';

describe('what is kept', () => {
  it.each([
    ['.symbolon-card { color: #fff; }', '.symbolon-card{color:#fff;}'],
    [
      '.symbolon-button--primary:hover{border-radius:0!important}',
      '.symbolon-button--primary:hover{border-radius:0!important;}',
    ],
    [
      '.symbolon-head  >  .symbolon-title, .symbolon-label{font:600 20px/1.2 "Open Sans",serif}',
      '.symbolon-head>.symbolon-title,.symbolon-label{font:600 20px/1.2 "Open Sans",serif;}',
    ],
    [
      '@media (max-width: 480px){.symbolon-card{padding:calc(8px + 1vw)}}',
      '@media (max-width: 480px){.symbolon-card{padding:calc(8px + 1vw);}}',
    ],
    [
      '/* a note */.symbolon-page{background:linear-gradient(#fff,rgb(0 0 0/50%))}',
      '.symbolon-page{background:linear-gradient(#fff,rgb(0 0 0/50%));}',
    ],
  ])('%s', (given, css) => {
    expect(sanitiseCss(given)).toEqual({ css, dropped: [] });
  });
});

describe('what is dropped', () => {
  it.each([
    '@import url(//evil.example);',
    '@import "//evil.example";',
    '@font-face{font-family:x;src:url(//evil.example)}',
    '@media (max-width:1px) and (min-width:url(x)){.symbolon-card{color:red}}',
    '@supports (color:red){.symbolon-card{color:red}}',
    '.symbolon-card{background:url(https://evil.example/?x)}',
    '.symbolon-card{background:u\\72l(https://evil.example/?x)}',
    '.symbolon-card{background:image-set("https://evil.example/x" 1x)}',
    '.symbolon-card{background:URL(https://evil.example)}',
    '.symbolon-card{background:src("x")}',
    '.symbolon-input[value^=a]{color:red}',
    'input[value^="a"]{color:red}',
    '.symbolon-input:has([value^=a]){color:red}',
    '.symbolon-card:not(.x){color:red}',
    '.symbolon-card::before{color:red}',
    'body{color:red}',
    '*{color:red}',
    '.elsewhere{color:red}',
    '.symbolon-form.constructor{color:red}',
    '.symbolon-card{position:fixed}',
    '.symbolon-card{content:"x"}',
    '.symbolon-card{behavior:url(x)}',
    '.symbolon-card{width:expression(alert(1))}',
    '.symbolon-card{-moz-binding:url(x)}',
    '.symbolon-card{--symbolon-accent:red}',
    '.symbolon-card{font-family:"</style><script>alert(1)</script>"}',
    '</style><script>alert(1)</script>',
    '.symbolon-card{color:red}</style>{color:red}',
    '.symbolon-card{color:red;x{color:blue}}',
    '.symbolon-card{color:rgb(1}',
    '.symbolon-card{color:"',
    'color:red',
    '}',
  ])('%s', given => {
    const { css, dropped } = sanitiseCss(given);
    expect(css.replace('.symbolon-card{color:red;}', '')).toBe('');
    expect(dropped.length).toBeGreaterThan(0);
  });

  it('is told with its line and its reason', () => {
    const { css, dropped } = sanitiseCss(
      '.symbolon-card {\n  color: red;\n  position: fixed;\n}\n.other { color: red }\n@import "x";',
    );
    expect(css).toBe('.symbolon-card{color:red;}');
    expect(dropped).toEqual([
      { line: 3, reason: 'the property position is not allowed' },
      { line: 5, reason: '.other is not among the stable classes' },
      { line: 6, reason: 'only @media is allowed here' },
    ]);
  });

  it('is everything, where there is too much of it', () => {
    const much = '.symbolon-card{color:red}'.repeat(longestCss / 20);
    expect(sanitiseCss(much)).toEqual({
      css: '',
      dropped: [{ line: 1, reason: 'is longer than 20000 characters' }],
    });
  });

  it('reads no file that a comment names', () => {
    expect(sanitiseCss('.symbolon-card{color:red}/*# sourceMappingURL=/etc/passwd */').dropped).toEqual([]);
  });
});

const piece = fc.constantFrom(
  '.symbolon-card',
  '{',
  '}',
  'color',
  ':',
  ';',
  'red',
  'url(',
  ')',
  '(',
  '"',
  "'",
  '\\',
  '/*',
  '*/',
  '@import',
  '@media',
  '</style>',
  '<',
  '[a]',
  ',',
  '\n',
  '(max-width:1px)',
  'background',
  '!important',
  ' ',
);

it('nothing that comes out loads, ends the element or is changed by a second time', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 24 }), pieces => {
      const { css } = sanitiseCss(pieces.join(''));
      expect(css).not.toMatch(/url|@import|<|\\|\[/i);
      expect(sanitiseCss(css)).toEqual({ css, dropped: [] });
    }),
    { numRuns: 3000 },
  );
});
