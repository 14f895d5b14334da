/** The one stylesheet: no fonts, pictures or scripts from elsewhere. */
export const stylesheet = `
:root { --ink:#1b2430; --soft:#5c6b7c; --line:#e3e8ee; --paper:#fff; --ground:#f5f7fa; --accent:#1f6feb; --good:#137a4b; --warn:#9a5b00; --bad:#b42318; color-scheme:light; }
* { box-sizing:border-box; }
html { scrollbar-gutter:stable; }
body { margin:0; background:var(--ground); color:var(--ink); font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif; }
header { background:var(--paper); border-bottom:1px solid var(--line); }
header > div, main { max-width:1180px; margin:0 auto; padding:0 24px; }
header > div { display:flex; align-items:center; gap:24px; flex-wrap:wrap; min-height:56px; }
header strong { font-size:16px; letter-spacing:-.01em; }
header strong span { color:var(--accent); }
nav { display:flex; gap:4px; flex-wrap:wrap; flex:1; }
nav a { padding:6px 10px; border-radius:6px; color:var(--soft); }
nav a:hover { background:var(--ground); text-decoration:none; }
nav a[aria-current] { background:#e8f0fe; color:var(--accent); font-weight:600; }
main { padding-top:24px; padding-bottom:64px; }
h1 { font-size:24px; margin:0 0 4px; letter-spacing:-.02em; overflow-wrap:anywhere; }
h2 { font-size:17px; margin:28px 0 10px; }
p.lead { color:var(--soft); margin:0 0 20px; max-width:75ch; }
a { color:var(--accent); text-decoration:none; }
a:hover { text-decoration:underline; }
.card { background:var(--paper); border:1px solid var(--line); border-radius:10px; padding:18px 20px; margin:0 0 16px; }
.cards { display:grid; grid-template-columns:repeat(auto-fill,minmax(330px,1fr)); gap:16px; }
.cards .card { margin:0; }
.card h3 { margin:0 0 8px; font-size:16px; }
.scroll { overflow-x:auto; background:var(--paper); border:1px solid var(--line); border-radius:10px; margin:0 0 16px; }
table { border-collapse:collapse; width:100%; font-size:14px; }
th, td { text-align:left; padding:8px 14px; border-bottom:1px solid var(--line); vertical-align:top; }
th { color:var(--soft); font-weight:600; font-size:12px; white-space:nowrap; background:#fafbfc; }
tr:last-child > td { border-bottom:0; }
td.number { font-variant-numeric:tabular-nums; }
summary { white-space:nowrap; }
input[type=number] { width:100px; }
td.time { white-space:nowrap; color:var(--soft); font-variant-numeric:tabular-nums; }
code, pre { font:13px/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace; overflow-wrap:anywhere; }
pre { white-space:pre-wrap; margin:0; }
dl { display:grid; grid-template-columns:max-content 1fr; gap:4px 16px; margin:0; }
dt { color:var(--soft); }
dd { margin:0; overflow-wrap:anywhere; }
.tag { display:inline-block; padding:1px 9px; border-radius:99px; font-size:12px; font-weight:600; background:#eef1f5; color:var(--soft); white-space:nowrap; }
.tag.good { background:#e3f5ec; color:var(--good); } .tag.warn { background:#fdf1dc; color:var(--warn); } .tag.bad { background:#fdeceb; color:var(--bad); }
form.line { display:flex; gap:8px; flex-wrap:wrap; align-items:center; margin:0; }
.buttons { display:flex; gap:8px; flex-wrap:wrap; margin-top:12px; }
.buttons form { margin:0; }
input, select, button { font:inherit; font-size:14px; border:1px solid #cbd3dc; border-radius:7px; padding:6px 10px; background:var(--paper); color:inherit; max-width:100%; }
input[type=text], input[type=email], input[type=url], input[type=search] { min-width:220px; }
input:focus-visible, select:focus-visible, button:focus-visible, a:focus-visible { outline:2px solid var(--accent); outline-offset:1px; }
button { cursor:pointer; font-weight:600; }
button:hover { background:var(--ground); }
button.main { background:var(--accent); border-color:var(--accent); color:#fff; }
button.danger { color:var(--bad); border-color:#f0c4c0; }
label { color:var(--soft); font-size:13px; }
.mail { background:var(--paper); border:1px solid var(--line); border-radius:10px; padding:28px 32px; max-width:640px; }
.mail h2 { margin:0 0 16px; font-size:20px; } .mail p { white-space:pre-line; margin:0; }
.soft { color:var(--soft); }
.tabs { margin:0 0 10px; }
iframe.message { width:100%; height:640px; resize:vertical; background:#fff; border:1px solid var(--line); border-radius:10px; margin:0 0 16px; }
pre.message { background:var(--paper); border:1px solid var(--line); border-radius:10px; padding:18px 20px; margin:0 0 16px; }
.empty { color:var(--soft); padding:20px; text-align:center; }
.pages { display:flex; gap:12px; align-items:center; color:var(--soft); font-size:14px; }
details summary { cursor:pointer; color:var(--accent); }
tr.changed td { background:#fffaf0; }
@media (max-width:640px) { header > div, main { padding-left:14px; padding-right:14px; } th, td { padding:7px 9px; } }
`;
