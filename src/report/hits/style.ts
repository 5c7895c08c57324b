/** What the report of hits adds to the style sheet of all reports. */
export const HITS_STYLE = `
.desk{position:sticky;top:0;z-index:1;background:var(--paper);border-bottom:1px solid var(--line)}
.desk .wrap{display:flex;flex-wrap:wrap;gap:8px 16px;align-items:end;padding-top:10px;padding-bottom:10px;font-size:14px}
.desk label.field{display:grid;gap:2px;color:var(--soft);font-size:13px}
.desk .count{margin-right:auto;font-variant-numeric:tabular-nums;align-self:center}
input[type=text],input[type=date]{font:inherit;font-size:14px;color:var(--ink);background:var(--bg);border:1px solid var(--line);border-radius:6px;padding:4px 8px;min-width:0}
input[type=text]:focus-visible,input[type=date]:focus-visible,button:focus-visible,.hit:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
button{font:inherit;font-size:14px;color:var(--paper);background:var(--accent);border:1px solid var(--accent);border-radius:6px;padding:4px 12px;cursor:pointer}
button.plain{color:var(--accent);background:none}button:disabled{opacity:.5;cursor:default}
.hits{list-style:none;margin:0;padding:0}
.hit{scroll-margin-top:9rem;background:var(--paper);border:1px solid var(--line);border-left:5px solid var(--side,var(--line));border-radius:8px;padding:12px 16px;margin:10px 0}
.hit.veto,.hit.error{--side:var(--bad)}.hit.warn{--side:var(--warn)}
.hit:has(input[value=confirm]:checked){--side:var(--accent)}.hit:has(input[value=here]:checked),.hit:has(input[value=everywhere]:checked){--side:var(--good);opacity:.75}
body:has(#open-only:checked) .hit:has(input[value=confirm]:checked),body:has(#open-only:checked) .hit:has(input[value=here]:checked),body:has(#open-only:checked) .hit:has(input[value=everywhere]:checked){display:none}
.hit p{margin:4px 0}.hit .at{display:flex;flex-wrap:wrap;gap:2px 12px;font-size:13px;color:var(--soft)}
.hit .state.veto,.hit .state.error{color:var(--bad)}.hit .state.warn{color:var(--warn)}
.hit q{quotes:none;display:block;margin:6px 0;padding:8px 14px;border-left:4px solid var(--line);background:var(--tint)}
.hit q .far{color:var(--soft)}mark{font-weight:600;padding:0 1px;border-bottom:2px solid var(--bad)}.warn mark{border-bottom-color:var(--warn)}
.hit ins{color:var(--good);text-decoration:none;font-weight:600}
.choice{border:0;margin:8px 0 0;padding:0;display:flex;flex-wrap:wrap;gap:6px 14px;align-items:center;font-size:14px}
.choice legend{float:left;color:var(--soft);padding:0;margin-right:4px}.choice label{display:inline-flex;gap:5px;align-items:center;cursor:pointer}
.choice input[type=text]{flex:1 1 14em}
main#main{padding-top:0}.keys{padding-bottom:0}main h2{margin-top:22px}
kbd{font:12px ui-monospace,monospace;border:1px solid var(--line);border-radius:4px;padding:0 5px;background:var(--tint)}
.none{padding:18px 20px;border:1px solid var(--line);border-left:6px solid var(--good);border-radius:8px;background:var(--paper)}
.unread{border-left:6px solid var(--warn);padding:10px 16px;background:var(--paper);border-radius:8px;font-size:14px}
@media(max-width:640px){.desk{position:static}.hit{scroll-margin-top:1rem}.desk .wrap>*{flex:1 1 100%}.desk label.field input{width:100%}}
@media print{.desk,.keys{display:none}.hit{break-inside:avoid;opacity:1!important}.choice label:has(input:not(:checked)),.choice input[type=text]:placeholder-shown{display:none}.choice input[type=text]{border:0}}
`;
