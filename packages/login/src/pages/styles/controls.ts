/** Forms: fields, buttons, notices, and the list of what is shared. */
export const controls = `
.symbolon-form{display:grid;gap:24px}
.symbolon-fields{display:grid;gap:16px;border:0;min-width:0}
.symbolon-field{display:grid;gap:4px;min-width:0}
.symbolon-label{font-size:14px;font-weight:500}
.symbolon-control{position:relative;display:grid}
.symbolon-input{width:100%;height:44px;padding:0 12px;font:inherit;color:inherit;background:var(--symbolon-card);
border:1px solid var(--symbolon-edge);border-radius:var(--symbolon-radius)}
.symbolon-input:focus-visible{outline-offset:-1px;border-color:transparent;border-radius:var(--symbolon-radius)}
.symbolon-input[aria-invalid]{border-color:var(--symbolon-danger)}
.symbolon-input[aria-invalid]:focus-visible{outline-color:var(--symbolon-danger)}
.symbolon-input::-ms-reveal{display:none}
.symbolon-control--reveal .symbolon-input{padding-inline-end:72px}
.symbolon-reveal{position:absolute;inset-block:0;inset-inline-end:0;min-width:64px;padding:0 12px;border:0;
background:none;color:var(--symbolon-accent);font:500 14px/1 var(--symbolon-font);cursor:pointer;border-radius:var(--symbolon-radius)}
.symbolon-reveal:hover{color:var(--symbolon-accent-hover)}
.symbolon-reveal:focus-visible{outline-offset:-4px}
.symbolon-help{font-size:13px;color:var(--symbolon-muted)}
.symbolon-error{display:flex;gap:8px;margin-top:4px;font-size:14px;color:var(--symbolon-danger)}
.symbolon-icon{flex:none;width:16px;height:16px;margin-top:.17em}
.symbolon-check{display:flex;align-items:center;gap:12px;min-height:44px;margin-block:-8px;font-size:14px;
width:fit-content;cursor:pointer}
.symbolon-check input{flex:none;appearance:none;display:grid;width:20px;height:20px;margin:0;background:var(--symbolon-card);
border:1px solid var(--symbolon-edge);border-radius:4px;cursor:pointer}
.symbolon-check input:checked{background:var(--symbolon-accent);border-color:var(--symbolon-accent)}
.symbolon-check input:checked::before{content:'';background:var(--symbolon-on-accent);
clip-path:polygon(20% 46%,32% 36%,44% 53%,70% 23%,82% 33%,45% 76%)}
.symbolon-input--code{font-family:var(--symbolon-mono);font-size:20px;letter-spacing:.2em}
@media (forced-colors:active){.symbolon-check input{appearance:auto}}
.symbolon-actions{display:grid;gap:8px}
.symbolon-actions--row{display:flex;flex-wrap:wrap;gap:12px}
.symbolon-button{position:relative;display:inline-flex;align-items:center;justify-content:center;min-height:44px;
padding:8px 24px;font:500 16px/1.2 var(--symbolon-font);text-align:center;text-decoration:none;
border:1px solid transparent;border-radius:var(--symbolon-radius);background:none;color:var(--symbolon-ink);cursor:pointer;
-webkit-tap-highlight-color:transparent}
.symbolon-button:focus-visible{border-radius:var(--symbolon-radius)}
.symbolon-button--primary{background:var(--symbolon-accent);color:var(--symbolon-on-accent)}
.symbolon-button--primary:hover{background:var(--symbolon-accent-hover);color:var(--symbolon-on-accent)}
.symbolon-button--danger{background:var(--symbolon-danger);color:var(--symbolon-card)}
.symbolon-button--danger:hover{background:color-mix(in srgb,var(--symbolon-danger) 88%,var(--symbolon-ink))}
.symbolon-button--secondary{border-color:var(--symbolon-edge)}
.symbolon-button--secondary:hover,.symbolon-button--quiet:hover{background:var(--symbolon-well);color:var(--symbolon-ink)}
.symbolon-button--quiet{color:var(--symbolon-muted)}
.symbolon-actions>.symbolon-button--quiet:last-child{margin-bottom:-12px}
.symbolon-button[aria-busy]{color:transparent;cursor:default}
.symbolon-button[aria-busy]::after{content:'';position:absolute;inset:0;margin:auto;width:16px;height:16px;
border:2px solid var(--symbolon-ink);border-inline-end-color:transparent;border-radius:50%}
.symbolon-button--primary[aria-busy]::after{border-color:var(--symbolon-on-accent);border-inline-end-color:transparent}
.symbolon-notice{display:flex;gap:12px;padding:12px 16px;font-size:14px;border-radius:var(--symbolon-radius);
background:var(--symbolon-well);border:1px solid var(--symbolon-line)}
.symbolon-notice .symbolon-icon{margin-top:.22em;color:var(--symbolon-accent)}
.symbolon-notice--danger{background:color-mix(in srgb,var(--symbolon-danger) 6%,var(--symbolon-card));
border-color:color-mix(in srgb,var(--symbolon-danger) 35%,var(--symbolon-card))}
.symbolon-notice--danger .symbolon-icon{color:var(--symbolon-danger)}
.symbolon-notice--success .symbolon-icon{color:var(--symbolon-success)}
.symbolon-accounts{display:grid;gap:8px}
.symbolon-accounts>li{display:flex;align-items:stretch;gap:4px;min-width:0}
.symbolon-account{flex:1;display:flex;align-items:center;gap:12px;min-width:0;min-height:60px;padding:8px 12px;font:inherit;color:inherit;
text-align:start;background:none;border:1px solid var(--symbolon-edge);border-radius:var(--symbolon-radius);cursor:pointer}
.symbolon-account:hover{background:var(--symbolon-well)}
.symbolon-account__text{display:grid;min-width:0}
.symbolon-accounts .symbolon-button{padding-inline:12px;font-size:14px}
.symbolon-initials{flex:none;display:grid;place-items:center;width:36px;height:36px;border-radius:50%;
font-size:14px;font-weight:600;background:var(--symbolon-accent);color:var(--symbolon-on-accent)}
.symbolon-list{border-top:1px solid var(--symbolon-line)}
.symbolon-list>li{padding:12px 0;border-bottom:1px solid var(--symbolon-line)}
.symbolon-row{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:12px 24px}
.symbolon-row>div{flex:1 1 240px;min-width:0}
.symbolon-list__title{font-weight:500}
.symbolon-list__detail{font-size:14px;color:var(--symbolon-muted)}
@media (prefers-reduced-motion:no-preference){
.symbolon-button,.symbolon-copy{transition:background-color 120ms,color 120ms}
.symbolon-button[aria-busy]::after{animation:symbolon-turn 800ms linear infinite}
@keyframes symbolon-turn{to{transform:rotate(1turn)}}}`;
