/** What an engineer wants to know: ids, times, claims and tokens, in monospace, copied by one click. */
export const values = `
.symbolon-values{display:grid;gap:16px}
.symbolon-term{display:flex;align-items:center;justify-content:space-between;gap:12px;font-size:13px;color:var(--symbolon-muted)}
.symbolon-value{display:flex;align-items:center;justify-content:space-between;gap:12px;min-height:44px;padding:4px 4px 4px 12px;
background:var(--symbolon-well);border-radius:var(--symbolon-radius);font-family:var(--symbolon-mono);font-size:14px}
.symbolon-value--plain{background:none;padding:0;min-height:0;font-family:inherit;font-size:14px}
.symbolon-copy{flex:none;min-width:64px;min-height:32px;padding:0 12px;border:0;border-radius:var(--symbolon-radius);background:none;
color:var(--symbolon-accent);font:500 13px/1 var(--symbolon-font);cursor:pointer}
.symbolon-copy:hover{color:var(--symbolon-accent-hover)}
.symbolon-copy[data-copied]{color:var(--symbolon-success)}
.symbolon-token{padding:12px;background:var(--symbolon-well);border-radius:var(--symbolon-radius);
font-family:var(--symbolon-mono);font-size:13px;word-break:break-all}
.symbolon-token__head{color:var(--symbolon-accent)}
.symbolon-token__signature{color:var(--symbolon-muted)}
.symbolon-claims{border-top:1px solid var(--symbolon-line)}
.symbolon-claim{display:grid;grid-template-columns:160px minmax(0,1fr) minmax(0,1fr);gap:4px 16px;padding:8px 0;
border-bottom:1px solid var(--symbolon-line);font-size:14px}
.symbolon-claim dt,.symbolon-claim__value{font-family:var(--symbolon-mono);font-size:13px;line-height:21px}
.symbolon-claim dt{font-weight:600}
.symbolon-claim__value{white-space:pre-wrap}
.symbolon-claim__meaning{color:var(--symbolon-muted)}
.symbolon-pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,240px),1fr));gap:16px}
.symbolon-links{display:flex;flex-wrap:wrap;gap:8px 24px}
.symbolon-developer{display:grid;gap:16px;padding-top:24px;border-top:1px solid var(--symbolon-line)}
@media (pointer:coarse){.symbolon-copy{min-height:44px}}
@media (max-width:720px){.symbolon-claim{grid-template-columns:minmax(0,1fr)}}`;
