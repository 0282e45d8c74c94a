/** The page, its card or column, and its text. */
export const base = `
*,::before,::after{box-sizing:border-box}
body,h1,h2,h3,p,ul,dl,dd,fieldset{margin:0;padding:0}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{min-height:100vh;min-height:100svh;background:var(--symbolon-paper);color:var(--symbolon-ink);
font:400 16px/1.5 var(--symbolon-font);font-variant-numeric:tabular-nums;overflow-wrap:anywhere;
-webkit-font-smoothing:antialiased}
[hidden]{display:none!important}
h1,h2,h3{font-weight:600;line-height:1.2;text-wrap:balance}
h1{font-size:28px;letter-spacing:-.015em}
h2{font-size:20px;letter-spacing:-.01em}
h3{font-size:16px}
p{text-wrap:pretty}
ul{list-style:none}
code,pre{font-family:var(--symbolon-mono);font-size:.875em}
a{color:var(--symbolon-accent);text-underline-offset:3px;text-decoration-thickness:1px}
a:hover{color:var(--symbolon-accent-hover);text-decoration-thickness:2px}
:focus-visible{outline:2px solid var(--symbolon-accent);outline-offset:2px;border-radius:4px}
.symbolon-muted{color:var(--symbolon-muted)}
.symbolon-small{font-size:14px}
.symbolon-name{font-weight:600}
h1 .symbolon-name,.symbolon-button .symbolon-name{font-weight:inherit}
.symbolon-mark{display:block;width:32px;height:32px;color:var(--symbolon-accent)}
.symbolon-mark path{--symbolon-apart:1;transform:translate(calc(var(--symbolon-apart)*1px),calc(var(--symbolon-apart)*-.16px))}
.symbolon-mark path:first-child{--symbolon-apart:-1}
.symbolon-mark--joined path:last-child{--symbolon-apart:.3}
.symbolon-mark--joined path:first-child{--symbolon-apart:-.3}
.symbolon-head{display:grid;gap:12px}
.symbolon-head .symbolon-mark,.symbolon-logo,.symbolon-brand{margin-bottom:12px}
.symbolon-logo{display:block;max-width:min(100%,240px);height:48px;object-fit:contain;object-position:left}
[dir=rtl] .symbolon-logo{object-position:right}
.symbolon-brand{font-size:20px;font-weight:600;line-height:1.2}
.symbolon-languages{font-size:13px;color:var(--symbolon-muted)}
.symbolon-languages summary{width:fit-content;margin-block:-8px;padding-block:8px;cursor:pointer}
.symbolon-languages__list{display:flex;flex-wrap:wrap;gap:0 16px;padding-top:8px}
.symbolon-language{min-height:32px;padding:0;border:0;background:none;color:var(--symbolon-accent);font:inherit;cursor:pointer}
.symbolon-language:hover{color:var(--symbolon-accent-hover)}
.symbolon-card{width:100%;max-width:400px;padding:32px;background:var(--symbolon-card);
border:1px solid var(--symbolon-line);border-radius:var(--symbolon-radius-card);box-shadow:var(--symbolon-shadow)}
.symbolon-page--card{display:grid;place-items:center;padding:32px 16px 48px}
.symbolon-page--card .symbolon-main{display:grid;gap:24px}
.symbolon-page--wide .symbolon-card{max-width:560px}
.symbolon-page--column .symbolon-main{display:grid;gap:48px;max-width:880px;margin:0 auto;padding:48px 24px}
.symbolon-section,.symbolon-opening{display:grid;gap:16px;min-width:0}
.symbolon-opening{gap:24px}
.symbolon-section>.symbolon-card{max-width:none}
@media (max-width:480px){
.symbolon-page--card{display:block;padding:0;background:var(--symbolon-card)}
.symbolon-page--card .symbolon-card{max-width:none;padding:48px 24px 32px;border:0;border-radius:0;box-shadow:none}
.symbolon-page--column .symbolon-main{padding:32px 16px;gap:32px}
.symbolon-page--column .symbolon-card{padding:16px}}
@media (prefers-reduced-motion:no-preference){
.symbolon-mark--joined path{animation:symbolon-join 160ms ease-out 240ms backwards}
@keyframes symbolon-join{from{transform:translate(calc(var(--symbolon-apart)*6px),calc(var(--symbolon-apart)*-1px))}}}
@media (pointer:coarse){.symbolon-languages summary{padding-block:12px}.symbolon-language{min-height:44px}}
@media print{.symbolon-card{box-shadow:none}.symbolon-button,.symbolon-copy,.symbolon-languages{display:none}}`;
