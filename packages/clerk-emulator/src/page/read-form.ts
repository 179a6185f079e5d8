import type { Context } from 'hono';
import { isJsonObject, type JsonObject } from '../json/json-object.ts';

/** What was typed into a form. */
export type Form = URLSearchParams;

export async function readForm(c: Context): Promise<Form> {
  return new URLSearchParams(await c.req.text());
}

/** The trimmed text of a field, or undefined where nothing was typed. */
export function readText(form: Form, name: string): string | undefined {
  return form.get(name)?.trim() || undefined;
}

/** What was typed as JSON: an object, or what is wrong with it. */
export type ReadJson =
  | { readonly isObject: true; readonly value: JsonObject }
  | { readonly isObject: false; readonly fault: string };

export function readJson(text: string): ReadJson {
  try {
    const value: unknown = JSON.parse(text.trim() === '' ? '{}' : text);
    if (isJsonObject(value)) return { isObject: true, value };
    return { isObject: false, fault: 'This is JSON, but no object: write { "name": value }.' };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { isObject: false, fault: `This is not JSON: ${reason}.` };
  }
}
