import { html } from 'hono/html';
import { type Faults, noFaults } from '../webhooks/faults.ts';
import type { Markup } from './layout.ts';
import { renderField } from './parts.ts';
import type { Form } from './read-form.ts';

/** The fields of the form: shares are typed in percent, times in seconds. */
const fields: readonly {
  readonly name: keyof Faults;
  readonly label: string;
  readonly scale: number;
  readonly max: number;
}[] = [
  { name: 'duplicateShare', label: 'Messages that arrive twice, in %', scale: 100, max: 100 },
  { name: 'lossShare', label: 'Messages that never arrive, in %', scale: 100, max: 100 },
  { name: 'answerLossShare', label: 'Attempts whose answer is lost, in %', scale: 100, max: 100 },
  { name: 'corruptSignatureShare', label: 'Attempts with a wrong signature, in %', scale: 100, max: 100 },
  { name: 'delayMs', label: 'Delay of first attempts, in seconds', scale: 0.001, max: 86_400 },
  { name: 'reorderWithinMs', label: 'Mixed within this time, in seconds', scale: 0.001, max: 86_400 },
];

/** A form for faults, with a seed where it is for all endpoints. */
export function renderFaults(action: string, faults: Faults, hasSeed: boolean): Markup {
  const isQuiet = fields.every(({ name }) => faults[name] === 0);
  return html`<details ${isQuiet ? '' : html`open`}>
    <summary>${isQuiet ? 'Nothing at present' : 'Something goes wrong at present'}</summary>
    <form method="post" action="${action}">
      <div class="columns">
        ${fields.map(({ name, label, scale }) =>
          renderField({ name, label, type: 'number', value: `${Number((faults[name] * scale).toFixed(3))}` }),
        )}
        ${hasSeed ? renderField({ name: 'seed', label: 'Seed, to repeat what happens', type: 'number' }) : ''}
      </div>
      <button>Save</button>
    </form>
  </details>`;
}

/** What was typed, or what is wrong with it. */
export function readFaults(form: Form): { readonly faults: Faults; readonly seed?: number } | string {
  const faults: { -readonly [Name in keyof Faults]: number } = { ...noFaults };
  for (const { name, label, scale, max } of fields) {
    const typed = Number(form.get(name) || '0');
    if (!(typed >= 0 && typed <= max)) return `${label}: a number from 0 to ${max}.`;
    faults[name] = scale > 1 ? typed / scale : Math.round(typed / scale);
  }
  const seed = form.get('seed');
  if (seed === null || seed === '') return { faults };
  if (!/^\d{1,15}$/.test(seed)) return 'Seed: a whole number.';
  return { faults, seed: Number(seed) };
}
