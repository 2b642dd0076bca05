/** The look of an exported page: one column, dark or light as the reader's system says, fit for print. */
export const HTML_STYLE = `
:root { color-scheme: light dark; --ground: #fff; --surface: #f6f7f9; --line: #dfe3e9; --text: #1a212b; --muted: #566173; --loss: #c02f2a;
  --series-0: #1d5fd0; --series-1: #b04a09; --series-2: #0b7a53; --series-3: #8430b8; --series-4: #8a6100; --series-5: #0b7285; }
@media (prefers-color-scheme: dark) { :root { --ground: #0f1216; --surface: #161b22; --line: #2a323d; --text: #e6e9ee; --muted: #98a2b3; --loss: #f0716b;
  --series-0: #6ea8fe; --series-1: #f2a272; --series-2: #3fb68b; --series-3: #c792ea; --series-4: #e3b341; --series-5: #5fc9c9; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 40px 24px 80px; max-width: 840px; background: var(--ground); color: var(--text); font: 15px/1.6 Inter, system-ui, sans-serif; }
h1, h2, h3 { line-height: 1.25; }
body > header { margin-bottom: 32px; border-bottom: 1px solid var(--line); }
body > header p, .note, figcaption, footer { color: var(--muted); font-size: 13px; }
section { margin: 20px 0; }
pre { margin: 0; padding: 10px 14px; overflow-x: auto; border-radius: 6px; background: var(--surface); font: 13px/1.55 "JetBrains Mono", ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
pre.output, pre.log { background: none; padding: 6px 14px; }
pre.log { color: var(--muted); }
.error { color: var(--loss); margin: 8px 14px; }
details > summary { color: var(--muted); font-size: 13px; cursor: pointer; }
.table { overflow-x: auto; margin: 10px 0; }
table { border-collapse: collapse; font-size: 13px; font-variant-numeric: tabular-nums; }
th, td { padding: 3px 12px 3px 0; border-bottom: 1px solid var(--line); text-align: left; white-space: nowrap; }
th { color: var(--muted); font-weight: 500; }
.numeric { text-align: right; }
dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(170px, 1fr)); gap: 10px 20px; margin: 10px 14px; }
dt { color: var(--muted); font-size: 12px; }
dd { margin: 0; font-size: 17px; font-variant-numeric: tabular-nums; }
figure { margin: 12px 0; }
svg { display: block; width: 100%; height: auto; }
svg text { fill: var(--muted); font-size: 11px; }
svg .grid { stroke: var(--line); }
.legend { display: flex; flex-wrap: wrap; gap: 4px 16px; margin: 4px 0 0; padding: 0; list-style: none; font-size: 12px; }
.legend li::before { content: "\\25CF "; }
blockquote { margin: 0; padding-left: 16px; border-left: 3px solid var(--line); color: var(--muted); }
img { max-width: 100%; }
@media print { body { max-width: none; padding: 0; } pre { white-space: pre-wrap; } section { break-inside: avoid; } }
`;
