/** The one stylesheet: no fonts, pictures or scripts from elsewhere. */
export const stylesheet = `
:root { --ink:#1b2430; --soft:#5c6b7c; --line:#e3e8ee; --paper:#fff; --ground:#f5f7fa; --accent:#1f6feb; --good:#137a4b; --warn:#9a5b00; --bad:#b42318; color-scheme:light; }
* { box-sizing:border-box; }
body { margin:0; background:var(--ground); color:var(--ink); font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif; }
header { background:var(--paper); border-bottom:1px solid var(--line); }
header > div, main { max-width:1180px; margin:0 auto; padding:0 24px; }
header > div { display:flex; align-items:center; gap:8px 24px; flex-wrap:wrap; min-height:56px; }
header strong { font-size:16px; letter-spacing:-.01em; }
header strong span { color:var(--accent); }
nav { display:flex; gap:4px; flex-wrap:wrap; flex:1; }
header .language { order:1; }
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
.card h2 { margin:0 0 10px; } .card h3 { margin:18px 0 8px; font-size:15px; } .card h3:first-child { margin-top:0; }
.scroll { overflow-x:auto; background:var(--paper); border:1px solid var(--line); border-radius:10px; margin:0 0 16px; }
table { border-collapse:collapse; width:100%; font-size:14px; }
th, td { text-align:left; padding:8px 14px; border-bottom:1px solid var(--line); vertical-align:top; }
th { color:var(--soft); font-weight:600; font-size:12px; white-space:nowrap; background:#fafbfc; }
tr:last-child > td { border-bottom:0; }
td { font-variant-numeric:tabular-nums; } th.number, td.number { text-align:right; }
td h3 { font-size:12px; color:var(--soft); margin:8px 0 2px; }
summary { white-space:nowrap; }
input[type=number] { width:100px; }
time { white-space:nowrap; } td time { color:var(--soft); }
.id, .amount { white-space:nowrap; } .id { font-size:12px; }
code, pre { font:13px/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace; overflow-wrap:break-word; }
code.address { display:block; width:230px; overflow:hidden; text-overflow:ellipsis; white-space:nowrap; }
pre { white-space:pre-wrap; margin:0; } td pre { min-width:200px; max-width:520px; overflow-wrap:anywhere; }
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
input, select { height:36px; }
.settings th:first-child { width:58%; }
button { cursor:pointer; font-weight:600; }
button:hover { background:var(--ground); }
button.main { background:var(--accent); border-color:var(--accent); color:#fff; }
button.danger { color:var(--bad); border-color:#f0c4c0; }
button.quiet { border-color:transparent; background:none; color:var(--soft); font-weight:400; padding:2px 6px; }
button.quiet:hover { color:var(--bad); background:var(--ground); }
tr:target td { background:#e8f0fe; }
footer { max-width:1180px; margin:0 auto; padding:0 24px 32px; color:var(--soft); font-size:13px; }
label { color:var(--soft); font-size:13px; }
.mail { background:var(--paper); border:1px solid var(--line); border-radius:10px; padding:28px 32px; max-width:640px; }
.mail h2 { margin:0 0 16px; font-size:20px; } .mail p { white-space:pre-line; margin:0; }
.soft { color:var(--soft); }
.tabs { margin:0 0 10px; }
iframe.message { width:100%; height:640px; resize:vertical; background:#fff; border:1px solid var(--line); border-radius:10px; margin:0 0 16px; }
pre.message { background:var(--paper); border:1px solid var(--line); border-radius:10px; padding:18px 20px; margin:0 0 16px; }
.empty { color:var(--soft); padding:20px; text-align:center; }
.pages { display:flex; gap:12px; align-items:center; color:var(--soft); font-size:14px; }
details summary { cursor:pointer; color:var(--accent); } details dl { margin-top:8px; }
tr.marked td { background:#fffaf0; }
td label { color:inherit; font-size:inherit; }
form.line label { display:flex; flex-direction:column; gap:4px; } form.line { align-items:flex-end; }
.save { position:sticky; bottom:0; padding:12px 0; background:var(--ground); }
.history { margin:0; padding:0; list-style:none; } .history li { padding:3px 0; }
@media (max-width:640px) {
header > div, main { padding-left:14px; padding-right:14px; }
header > div { padding-top:10px; padding-bottom:10px; justify-content:space-between; }
header nav { flex:1 0 100%; order:2; margin:0 -10px; } nav a { padding:5px 10px; }
.cards { grid-template-columns:1fr; }
.scroll { background:none; border:0; border-radius:0; overflow:visible; }
table, tbody, tr, td { display:block; } thead { display:none; }
tr { background:var(--paper); border:1px solid var(--line); border-radius:10px; padding:6px 0; margin:0 0 10px; }
td, th.number, td.number { text-align:left; }
td { border:0; padding:5px 14px; overflow-wrap:anywhere; } td::before { content:attr(data-head); display:block; color:var(--soft); font-size:12px; }
tr.marked { background:#fffaf0; } td pre { min-width:0; } code.address { width:auto; white-space:normal; overflow-wrap:anywhere; }
input[type=text], input[type=email], input[type=url], input[type=search], select { width:100%; min-width:0; } form.line label { flex:1 1 100%; } form.line input[type=number] { width:100%; }
.card dl, .mail + h2 + .card dl, details dl { grid-template-columns:1fr; gap:0; } .card dd, details dd { margin-bottom:6px; }
.mail { padding:20px; }
}
`;
