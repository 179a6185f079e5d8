import { createHash } from 'node:crypto';
import { problemCatalogue, problemType, rateWindowSeconds } from '@bloqr/contract';
import { escapeHtml } from '../lib/escape-html.ts';
import { renderText } from '../lib/render-text.ts';
import { listProblems, type OpenapiNode } from './openapi-document.ts';
import { renderSchema } from './render-schema.ts';
import type { RouteDeclaration } from './route.ts';

const style = `:root{color-scheme:light dark;--line:color-mix(in srgb,currentColor 25%,transparent)}
body{max-width:60rem;margin:0 auto;padding:1rem;font:1rem/1.5 system-ui,sans-serif}
code,pre{font-family:ui-monospace,monospace;font-size:.9em}
pre{overflow-x:auto;padding:.75rem;border:1px solid var(--line)}
section{margin:2.5rem 0;border-top:1px solid var(--line)}
table{border-collapse:collapse;width:100%}
th,td{padding:.25rem .75rem .25rem 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
nav li{margin:.25rem 0}`;

/** Exactly this one style, nothing else: no script, no image, no other host. */
export const docsContentPolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/**
 * The description of the API as a page for people, complete without a script.
 *
 * @param schemas `components.schemas` of the document
 */
export function renderDocsPage(
  routes: readonly RouteDeclaration[],
  schemas: Readonly<Record<string, OpenapiNode>>,
  version: string,
): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The API – Bloqr</title>
<style>${style}</style>
</head>
<body>
<main>
<p><a href="/">Start</a></p>
<h1>The API</h1>
<p>Version ${escapeHtml(version)}. The same for programs: <a href="/api/openapi.json">/api/openapi.json</a>, OpenAPI 3.1.
Whatever is refused or fails is <code>application/problem+json</code>; <a href="/errors">every code</a> has its cause and
cure. Counted operations carry <code>RateLimit</code> and <code>RateLimit-Policy</code>, a window has
${rateWindowSeconds} s.</p>
<nav aria-label="Operations">
<ul>
${routes.map(renderEntry).join('\n')}
</ul>
</nav>
${routes.map((route) => renderOperation(route, schemas)).join('\n')}
</main>
</body>
</html>
`;
}

function renderEntry(route: RouteDeclaration): string {
  return `<li><a href="#${idOf(route)}"><code>${route.method} ${escapeHtml(route.path)}</code></a> ${escapeHtml(route.summary)}</li>`;
}

function renderOperation(route: RouteDeclaration, schemas: Readonly<Record<string, OpenapiNode>>): string {
  const { body, answers } = route;
  const parts = [
    `<h2><code>${route.method} ${escapeHtml(route.path)}</code></h2>`,
    `<p>${renderText(route.summary)}.${route.description ? ` ${renderText(route.description)}` : ''}</p>`,
    `<p>${route.limit === 'counted' ? 'Counted towards your requests.' : 'Not counted.'}</p>`,
  ];
  if (body !== undefined) {
    parts.push(
      `<h3>Body</h3><p><code>application/json</code>${body.isTextTaken ? ' or <code>text/plain</code>' : ''}, at most ${body.bytesMax} bytes.</p>`,
      renderSchema(schemas[body.name] ?? {}, schemas),
      `<h3>Example</h3><pre><code>${escapeHtml(describeExample(route, body.example))}</code></pre>`,
    );
  }
  parts.push('<h3>Answers</h3>');
  for (const { status, description, mediaType, form } of answers) {
    const media = mediaType === undefined ? '' : ` <code>${escapeHtml(mediaType)}</code>`;
    parts.push(`<p>${status}${media}: ${renderText(description)}</p>`);
    if (form !== undefined) parts.push(renderSchema(schemas[form.name] ?? {}, schemas));
  }
  const problems = listProblems(route).map(
    (code) =>
      `<li>${problemCatalogue[code].status} <a href="${problemType(code)}"><code>${code}</code></a>: ${escapeHtml(problemCatalogue[code].title)}</li>`,
  );
  parts.push(`<h3>Problems</h3><ul>${problems.join('')}</ul>`);
  return `<section id="${idOf(route)}">\n${parts.join('\n')}\n</section>`;
}

function idOf({ method, path }: RouteDeclaration): string {
  return `${method}${path}`.toLowerCase().replace(/[^a-z]+/g, '-');
}

/** A command for a POSIX shell; JSON of ours has no single quote inside. */
function describeExample({ method, path, credential }: RouteDeclaration, example: unknown): string {
  const words = [
    'curl',
    ...(method === 'POST' ? [] : ['-X', method]),
    // Braces mean something to curl.
    `http://localhost:8787${path.replace(/\{([a-zA-Z]+)\}/g, (_, name: string) => name.toUpperCase())}`,
    ...(credential === 'required' ? ['-H "Authorization: Bearer $TOKEN"'] : []),
    `-H 'Content-Type: application/json'`,
    `-d '${JSON.stringify(example, undefined, 2)}'`,
  ];
  return words.join(' ');
}
