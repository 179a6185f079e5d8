/** How pages look: one column, light and dark, from 320 pixels on. */
export const pageStyle = `:root {
  color-scheme: light dark;
  --paper: #f6f6f8;
  --surface: #ffffff;
  --ink: #1d2026;
  --soft: #565c68;
  --line: #dcdee4;
  --line-strong: #848b98;
  --accent: #4338ca;
  --on-accent: #ffffff;
  --good: #14603a;
  --good-wash: #e1f3e9;
  --bad: #98291d;
  --bad-wash: #fae7e3;
  --mono: ui-monospace, "Cascadia Code", "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14161a;
    --surface: #1c1f25;
    --ink: #e9ebf0;
    --soft: #a7adb9;
    --line: #31353e;
    --line-strong: #7b8290;
    --accent: #b3acff;
    --on-accent: #14161a;
    --good: #85d6a9;
    --good-wash: #163125;
    --bad: #f5a296;
    --bad-wash: #3a1d19;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0;
  background: var(--paper);
  color: var(--ink);
  font: 1rem/1.55 system-ui, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
  overflow-wrap: anywhere;
}
p { margin: 0.25rem 0; }
header { border-bottom: 1px solid var(--line); background: var(--surface); padding-top: 0.75rem; }
header > *, main { max-width: 52rem; }
main { padding: 1rem 1rem 4rem; outline: none; }
header > *, main { margin: 0 auto; padding-inline: 1rem; }
.brand { font-weight: 700; }
.brand span { font-weight: 400; color: var(--soft); }
header ul { display: flex; flex-wrap: wrap; gap: 0 1rem; margin: 0; padding: 0; list-style: none; }
header li a { display: block; padding: 0.5rem 0; border-bottom: 3px solid transparent; text-decoration: none; }
header li a[aria-current] { border-color: var(--accent); font-weight: 600; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
h1 { margin: 0.5rem 0 1rem; font-size: 1.75rem; line-height: 1.2; }
h2 { margin: 0 0 0.75rem; font-size: 1.2rem; }
h3 { margin: 0; font-size: 1rem; font-weight: 600; }
section { margin-top: 1.25rem; padding: 1rem; border: 1px solid var(--line); border-radius: 0.6rem; background: var(--surface); }
.soft, .hint { color: var(--soft); font-size: 0.925rem; }
.wrap { font-family: var(--mono); }
code, pre, textarea, dd code { font-family: var(--mono); font-size: 0.875rem; }
pre { max-height: 30rem; margin: 0.5rem 0; padding: 0.75rem; overflow: auto; border: 1px solid var(--line); border-radius: 0.4rem; white-space: pre-wrap; }
.pre { white-space: pre-wrap; }
dl { display: grid; grid-template-columns: minmax(7rem, max-content) 1fr; gap: 0.25rem 1rem; margin: 0; }
dt { color: var(--soft); }
dd { margin: 0; }
.field, fieldset { margin: 0.75rem 0; }
.field label, legend { display: block; font-weight: 600; padding: 0; }
.hint { display: block; margin: 0 0 0.25rem; }
input:not([type="checkbox"]), select, textarea {
  display: block;
  width: 100%;
  padding: 0.5rem 0.6rem;
  border: 1px solid var(--line-strong);
  border-radius: 0.4rem;
  background: var(--paper);
  color: inherit;
  font: inherit;
}
textarea { font-family: var(--mono); font-size: 0.875rem; resize: vertical; }
select { text-overflow: ellipsis; }
fieldset { border: 0; padding: 0; min-width: 0; }
.check { display: flex; align-items: center; gap: 0.5rem; min-height: 2rem; }
.check input { width: 1.15rem; height: 1.15rem; }
button {
  padding: 0.5rem 1rem;
  border: 1px solid var(--accent);
  border-radius: 0.4rem;
  background: var(--accent);
  color: var(--on-accent);
  font: inherit;
  font-weight: 600;
  cursor: pointer;
}
button.quiet, .copyable button { background: transparent; color: var(--accent); }
button.bad { border-color: var(--bad); background: transparent; color: var(--bad); }
summary { min-height: 1.75rem; width: fit-content; color: var(--accent); cursor: pointer; }
details { margin-top: 0.75rem; }
.cards { margin: 0; padding: 0; list-style: none; }
.cards > li { padding: 0.75rem 0; border-top: 1px solid var(--line); }
.cards > li:first-child { border-top: 0; padding-top: 0; }
.line { display: flex; flex-wrap: wrap; align-items: end; gap: 0.75rem 1rem; margin: 0.5rem 0; }
.line .field { flex: 1 1 12rem; margin: 0; }
.line details { margin: 0; }
.columns { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(15rem, 100%), 1fr)); gap: 0 1rem; align-items: end; }
.copyable { display: flex; flex-wrap: wrap; align-items: end; gap: 0.5rem; margin: 0.5rem 0; }
.copyable .field { flex: 1 1 14rem; margin: 0; }
.tags { margin: 0.25rem 0 0; }
.tag { display: inline-block; padding: 0 0.5rem; border: 1px solid currentcolor; border-radius: 1rem; color: var(--soft); font-size: 0.875rem; font-weight: 600; }
.tag.good { background: var(--good-wash); color: var(--good); }
.tag.bad { background: var(--bad-wash); color: var(--bad); }
.notice { margin: 0 0 1rem; padding: 0.6rem 0.8rem; border-inline-start: 4px solid; background: var(--good-wash); color: var(--good); }
.notice.bad { background: var(--bad-wash); color: var(--bad); }
.skip { position: absolute; left: 0.5rem; top: -10rem; padding: 0.5rem; background: var(--surface); z-index: 1; }
.skip:focus { top: 0.5rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
[hidden] { display: none; }
`;
