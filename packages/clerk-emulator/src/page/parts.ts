import { html } from 'hono/html';
import type { Markup } from './layout.ts';

/** A field of a form. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly value?: string | undefined;
  readonly hint?: string;
  readonly type?: 'text' | 'email' | 'url' | 'password' | 'number' | 'search';
  readonly isRequired?: boolean;
}

/** A label, perhaps a hint, and one line to type in. */
export function renderField({
  name,
  label,
  value = '',
  hint,
  type = 'text',
  isRequired = false,
}: Field): Markup {
  return html`<p class="field">
    <label for="${name}">${label}</label>
    ${hint === undefined ? '' : html`<span class="hint" id="${name}-hint">${hint}</span>`}
    <input
      id="${name}"
      name="${name}"
      type="${type}"
      value="${value}"
      autocomplete="off"
      ${type === 'number' ? html`min="0" step="any"` : ''}
      ${hint === undefined ? '' : html`aria-describedby="${name}-hint"`}
      ${isRequired ? html`required` : ''}
    />
  </p>`;
}

/** A label, perhaps a hint, and room for JSON. */
export function renderJsonField({ name, label, value = '', hint }: Field): Markup {
  return html`<p class="field">
    <label for="${name}">${label}</label>
    ${hint === undefined ? '' : html`<span class="hint" id="${name}-hint">${hint}</span>`}
    <textarea
      id="${name}"
      name="${name}"
      rows="8"
      spellcheck="false"
      autocapitalize="off"
      ${hint === undefined ? '' : html`aria-describedby="${name}-hint"`}
    >
${value}</textarea>
  </p>`;
}

/** A choice of one among several, the first one chosen where nothing is said. */
export function renderSelect(
  name: string,
  label: string,
  options: readonly (readonly [value: string, text: string])[],
): Markup {
  return html`<p class="field">
    <label for="${name}">${label}</label>
    <select id="${name}" name="${name}">
      ${options.map(([value, text]) => html`<option value="${value}">${text}</option>`)}
    </select>
  </p>`;
}

/** A button that does one thing, in a form of its own. */
export function renderButton(action: string, label: Markup | string, className = ''): Markup {
  return html`<form method="post" action="${action}">
    <button class="${className}">${label}</button>
  </form>`;
}

/** A button that asks again before it does something that cannot be undone; works without a script. */
export function renderRiskyButton(action: string, label: string, consequence: string): Markup {
  return html`<details class="risky">
    <summary>${label} …</summary>
    <p>${consequence}</p>
    ${renderButton(action, label, 'bad')}
  </details>`;
}

/** Text to copy, with a button where scripts run. */
export function renderCopyable(id: string, label: string, text: string, rows = 1): Markup {
  return html`<div class="copyable">
    <p class="field">
      <label for="${id}">${label}</label>
      <textarea id="${id}" rows="${rows}" readonly spellcheck="false">
${text}</textarea>
    </p>
    <button type="button" data-copy="${id}" hidden>Copy<span class="unseen"> ${label}</span></button>
  </div>`;
}

/** A time to the second, in UTC. */
export function renderTime(ms: number | null): Markup | string {
  if (ms === null) return 'never';
  const iso = new Date(ms).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC</time>`;
}

/** JSON as people read it. */
export function formatJson(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
