// Makes the page to which a problem's `type` points, apps/web/public/errors.html, from docs/errors/README.md:
//   node tools/errors-page.ts
import { readFileSync, writeFileSync } from 'node:fs';

const source = new URL('../docs/errors/README.md', import.meta.url);
const target = new URL('../apps/web/public/errors.html', import.meta.url);

const head = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Problems – Bloqr</title>
    <link rel="icon" href="/favicon.svg" type="image/svg+xml">
    <script src="/theme.js"></script>
    <link rel="stylesheet" href="/style.css">
  </head>
  <body>
    <main>
      <p><a href="/">Start</a></p>
`;
const foot = `    </main>
  </body>
</html>
`;

/** The page for a text that has headings, paragraphs, lists, one kind of table and code inside lines. */
export function renderErrorsPage(markdown: string): string {
  const blocks = markdown.trim().split(/\n{2,}/);
  return head + blocks.map((block) => `      ${renderBlock(block)}\n`).join('') + foot;
}

function renderBlock(block: string): string {
  const [, marks = '', title = ''] = /^(#{1,2}) (.*)$/.exec(block) ?? [];
  if (marks === '#') return `<h1>${renderLine(title)}</h1>`;
  if (marks === '##') return `<h2 id="${escapeHtml(title)}"><code>${escapeHtml(title)}</code></h2>`;
  if (block.startsWith('- ')) return renderList(block);
  if (block.startsWith('| ')) return renderTable(block);
  return `<p>${renderLine(block)}</p>`;
}

function renderList(block: string): string {
  const items = block.split('\n').map((line) => `<li>${renderLine(line.slice(2))}</li>`);
  return `<ul>${items.join('')}</ul>`;
}

/** The first row is the heading, the second only a line below it. */
function renderTable(block: string): string {
  const [heading = [], , ...rows] = block.split('\n').map((row) =>
    row
      .slice(1, -1)
      .split(' | ')
      .map((cell) => cell.trim()),
  );
  const headings = heading.map((cell) => `<th scope="col">${renderLine(cell)}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${renderLine(cell)}</td>`).join('')}</tr>`);
  return `<table><thead><tr>${headings}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}

function renderLine(line: string): string {
  return escapeHtml(line).replace(/`([^`]+)`/g, '<code>$1</code>');
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

if (import.meta.main) writeFileSync(target, renderErrorsPage(readFileSync(source, 'utf8')));
