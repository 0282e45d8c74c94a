/** What an engineer wants to know: ids, times, claims and tokens, in monospace, copied by one click. */
export const values = `
.symbolon-values{display:grid;gap:16px}
.symbolon-term{display:flex;align-items:center;justify-content:space-between;gap:12px;font-size:13px;color:var(--symbolon-muted)}
.symbolon-value{display:flex;align-items:center;justify-content:space-between;gap:12px;min-height:44px;padding:4px 4px 4px 12px;line-height:1.5;
background:var(--symbolon-well);border-radius:var(--symbolon-radius);font-family:var(--symbolon-mono);font-size:14px}
.symbolon-value>:first-child{padding-block:6px;text-wrap:balance}
.symbolon-term .symbolon-copy{margin-inline-end:-8px}
.symbolon-copy{flex:none;min-width:60px;min-height:36px;padding:0 8px;text-align:end;border:0;border-radius:var(--symbolon-radius);background:none;
color:var(--symbolon-accent);font:500 13px/1 var(--symbolon-font);cursor:pointer}
.symbolon-copy:hover{color:var(--symbolon-accent-hover)}
.symbolon-copy[data-copied]{color:var(--symbolon-success)}
.symbolon-token{padding:12px;background:var(--symbolon-well);border-radius:var(--symbolon-radius);
font-family:var(--symbolon-mono);font-size:13px;word-break:break-all}
.symbolon-codes{columns:2;column-gap:24px;margin:0;white-space:pre;text-align:center;line-height:2}
.symbolon-qr{display:block;width:200px;height:200px;margin:0 auto;border:1px solid var(--symbolon-line);border-radius:var(--symbolon-radius)}
.symbolon-token__head{color:var(--symbolon-accent)}
.symbolon-token__signature{color:var(--symbolon-muted)}
.symbolon-claims{border-top:1px solid var(--symbolon-line)}
.symbolon-claim{display:grid;grid-template-columns:144px minmax(0,4fr) minmax(0,3fr);gap:4px 16px;padding:8px 0;
border-bottom:1px solid var(--symbolon-line);font-size:14px}
.symbolon-claim dt,.symbolon-claim__value{font-family:var(--symbolon-mono);font-size:13px;line-height:21px}
.symbolon-claim:last-child{border-bottom:0}
.symbolon-card>.symbolon-claims:only-child{margin:-12px 0;border-top:0}
.symbolon-claim dt{font-weight:600}
.symbolon-claim time{display:block;font-family:var(--symbolon-font);color:var(--symbolon-muted)}
.symbolon-term h3{color:var(--symbolon-ink)}
.symbolon-claim__value{white-space:pre-wrap}
.symbolon-claim__meaning{color:var(--symbolon-muted)}
.symbolon-pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,240px),1fr));gap:16px}
.symbolon-pair--two{grid-template-columns:repeat(auto-fit,minmax(min(100%,320px),1fr))}
.symbolon-links{display:flex;flex-wrap:wrap;align-items:center;gap:8px 24px}
.symbolon-developer h2{font-size:16px}
.symbolon-developer dd{font-size:14px}
.symbolon-developer .symbolon-help{font-size:13px}
.symbolon-developer code{font-size:13px}
.symbolon-developer{display:grid;gap:16px;padding-top:24px;border-top:1px solid var(--symbolon-line)}
@media (pointer:coarse){.symbolon-copy{min-height:44px}}
@media (max-width:720px){.symbolon-claim{grid-template-columns:minmax(0,1fr)}}`;
