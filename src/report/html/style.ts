/** The report's only style sheet: both languages, light and dark, phone to A4. No web fonts, no images, no script. */
export const STYLE = `
:root{color-scheme:light dark;--bg:light-dark(#f6f7f9,#14171c);--paper:light-dark(#fff,#1b1f26);--ink:light-dark(#1c2430,#e6e9ee);
--soft:light-dark(#5a6576,#9aa5b5);--line:light-dark(#dfe3ea,#323a46);--accent:light-dark(#0b57a4,#7cb7ff);
--good:light-dark(#1a7f4b,#5fd39a);--bad:light-dark(#b42318,#ff8a80);--warn:light-dark(#8a5a00,#f2c14e);--tint:light-dark(#f0f4f9,#232a34)}
:root:has(#theme-light:checked){color-scheme:light}:root:has(#theme-dark:checked){color-scheme:dark}
:root:has(#lang-zh:checked) [lang=en],:root:has(#lang-en:checked) [lang=zh-Hans]{display:none}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.65 system-ui,-apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif;overflow-wrap:anywhere}
a{color:var(--accent)}a:focus-visible,summary:focus-visible,input:focus-visible+label{outline:3px solid var(--accent);outline-offset:2px;border-radius:3px}
.skip{position:absolute;left:-999px}.skip:focus{left:8px;top:8px;background:var(--paper);padding:6px 10px;z-index:2}
header.top{background:var(--paper);border-bottom:1px solid var(--line)}
.wrap{max-width:1040px;margin:0 auto;padding:16px 20px}
.bar{display:flex;flex-wrap:wrap;gap:8px 20px;align-items:center;justify-content:space-between;font-size:14px;color:var(--soft)}
.switch{display:inline-flex;border:1px solid var(--line);border-radius:6px;overflow:hidden}
.switch input{position:absolute;opacity:0;pointer-events:none}.switch label{padding:3px 10px;cursor:pointer}
.switch input:checked+label{background:var(--accent);color:var(--paper)}
h1{font-size:1.6rem;line-height:1.3;margin:14px 0 4px}h2{font-size:1.2rem;margin:36px 0 10px;padding-bottom:6px;border-bottom:2px solid var(--line)}
h3{font-size:1rem;margin:20px 0 8px}
.meta{color:var(--soft);font-size:14px;margin:0}
.verdict{display:grid;grid-template-columns:auto 1fr;gap:8px 24px;align-items:center;margin:18px 0 4px;padding:18px 20px;border:1px solid var(--line);border-left:6px solid var(--mark);border-radius:8px;background:var(--paper)}
.verdict.qualified{--mark:var(--good)}.verdict.unqualified{--mark:var(--bad)}.verdict.undetermined{--mark:var(--warn)}
.verdict b.result{font-size:1.9rem;line-height:1.2;color:var(--mark)}
.verdict .score{font-size:1.9rem;font-variant-numeric:tabular-nums;line-height:1.2}.verdict .score small{font-size:.95rem;color:var(--soft)}
.verdict p{grid-column:1/-1;margin:0}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(130px,1fr));gap:10px;margin:14px 0 0;padding:0;list-style:none}
.tiles li{background:var(--paper);border:1px solid var(--line);border-radius:8px;padding:10px 14px}
.tiles b{display:block;font-size:1.4rem;font-variant-numeric:tabular-nums}.tiles span{font-size:14px;color:var(--soft)}
.state{display:inline-block;white-space:nowrap;font-size:13px;padding:0 8px;border-radius:10px;border:1px solid currentColor}
.state.fail{color:var(--bad)}.state.suspected{color:var(--warn)}.state.pass{color:var(--good)}.state.inconclusive,.state.exempt,.state.notApplicable{color:var(--soft)}
.mark{font-size:12px;color:var(--warn);border:1px dashed currentColor;border-radius:4px;padding:0 5px;white-space:nowrap}
ol.mend{margin:0;padding:0;list-style:none;counter-reset:mend}
ol.mend>li{counter-increment:mend;position:relative;background:var(--paper);border:1px solid var(--line);border-radius:8px;padding:12px 16px 12px 52px;margin:10px 0}
ol.mend>li::before{content:counter(mend);position:absolute;left:16px;top:12px;width:24px;height:24px;border-radius:50%;background:var(--tint);text-align:center;line-height:24px;font-size:13px;font-variant-numeric:tabular-nums}
ol.mend p{margin:4px 0}ol.mend ul{margin:4px 0;padding-left:1.2em}.todo{color:var(--accent)}
.scroll{overflow-x:auto;border:1px solid var(--line);border-radius:8px;background:var(--paper)}
table{border-collapse:collapse;width:100%;font-size:14px}
caption{text-align:left;color:var(--soft);padding:6px 10px}
th,td{padding:6px 10px;text-align:left;vertical-align:top;border-top:1px solid var(--line)}thead th{border-top:0;background:var(--tint);font-weight:600;white-space:nowrap}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}tr.sum td,tr.sum th{font-weight:700;background:var(--tint)}tr.group th{background:var(--tint)}
td.way{white-space:nowrap}td.way.better{color:var(--good)}td.way.worse{color:var(--bad)}td.way.open{color:var(--soft)}
td.code{white-space:nowrap;font-size:13px;color:var(--soft)}
details{background:var(--paper);border:1px solid var(--line);border-radius:8px;margin:8px 0}
summary{cursor:pointer;padding:10px 16px;display:flex;flex-wrap:wrap;gap:4px 10px;align-items:baseline}
summary .grow{flex:1 1 12em}summary .cost{font-variant-numeric:tabular-nums}
details .in{padding:4px 16px 14px;border-top:1px solid var(--line)}
.in dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 14px;font-size:14px;margin:10px 0}.in dt{color:var(--soft)}.in dd{margin:0}
blockquote{margin:8px 0;padding:8px 14px;border-left:4px solid var(--line);background:var(--tint);white-space:pre-wrap}
mark{background:light-dark(#ffe08a,#6b5200);color:inherit}
figure{margin:12px 0}figure img{max-width:100%;border:1px solid var(--line);border-radius:4px}figcaption{font-size:13px;color:var(--soft)}
code,pre{font:13px/1.6 ui-monospace,SFMono-Regular,Menlo,Consolas,"Noto Sans Mono CJK SC",monospace}
pre{background:var(--tint);border:1px solid var(--line);border-radius:6px;padding:10px 14px;overflow-x:auto;white-space:pre}
svg.series{width:100%;height:auto;max-height:220px}
footer.end{color:var(--soft);font-size:13px;padding-bottom:40px}
@media(max-width:640px){.scroll td{min-width:5.5em}.scroll td.n{min-width:0}.scroll td:last-child:not(.n){min-width:10em}.verdict{grid-template-columns:1fr}ol.mend>li{padding-left:46px}.in dl{grid-template-columns:1fr}.in dd{margin-bottom:6px}h1{font-size:1.35rem}}
@page{size:A4;margin:16mm 14mm}
@media print{:root{color-scheme:light!important}body{background:#fff;font-size:10.5pt}.switch,.skip{display:none}.wrap{max-width:none;padding:0}
details,ol.mend>li,tr,figure{break-inside:avoid}details::details-content{content-visibility:visible;display:block;height:auto}h2{break-after:avoid}.scroll{overflow:visible}thead{display:table-header-group}a{color:inherit}}
`;
