import { escapeHtml } from '../lib/escape-html.ts';
import { renderText } from '../lib/render-text.ts';
import type { OpenapiNode } from './openapi-document.ts';

type Schemas = Readonly<Record<string, OpenapiNode>>;

const pointer = '#/components/schemas/';

/** The fields of a JSON Schema as a table, those of objects inside it in tables of their own that can be opened. */
export function renderSchema(schema: OpenapiNode, schemas: Schemas): string {
  const resolved = resolve(schema, schemas);
  const alternatives = nodesOf(resolved.oneOf);
  if (alternatives.length > 0) {
    return alternatives.map((one) => renderSchema(one, schemas)).join('<p>or</p>');
  }
  const properties = Object.entries(nodeOf(resolved.properties));
  if (properties.length === 0) return '';
  const required = new Set(Array.isArray(resolved.required) ? resolved.required : []);
  const rows = properties.map(([name, value]) => {
    const field = nodeOf(value);
    const need = required.has(name) ? '' : ' (optional)';
    return `<tr><th scope="row"><code>${escapeHtml(name)}</code>${need}</th><td>${renderField(field, schemas)}</td></tr>`;
  });
  return `<table><thead><tr><th scope="col">Field</th><th scope="col">Value</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function renderField(field: OpenapiNode, schemas: Schemas): string {
  const { description } = field;
  const text = typeof description === 'string' ? `<br>${renderText(description)}` : '';
  const inner = innermost(resolve(field, schemas), schemas);
  const fields = renderSchema(inner, schemas);
  const details = fields === '' ? '' : `<details><summary>Fields</summary>${fields}</details>`;
  return `${escapeHtml(nameType(field, schemas))}${text}${details}`;
}

/** What an array, or an object with any keys, is made of. */
function innermost(schema: OpenapiNode, schemas: Schemas): OpenapiNode {
  if (schema.type === 'array') return innermost(resolve(nodeOf(schema.items), schemas), schemas);
  return schema;
}

function nameType(field: OpenapiNode, schemas: Schemas): string {
  const schema = resolve(field, schemas);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(' or ');
  const choices = [...nodesOf(schema.anyOf), ...nodesOf(schema.oneOf)];
  if (choices.length > 0) return [...new Set(choices.map((one) => nameType(one, schemas)))].join(' or ');
  if (schema.type === 'array') {
    const items = nodeOf(schema.items);
    return Object.keys(items).includes('not') ? 'empty list' : `list of ${nameType(items, schemas)}`;
  }
  return typeof schema.type === 'string' ? `${schema.type}${nameRange(schema)}` : 'any value';
}

function nameRange({ minimum, maximum, minLength, maxItems }: OpenapiNode): string {
  const parts = [
    ...(typeof minimum === 'number' ? [`at least ${minimum}`] : []),
    ...(typeof maximum === 'number' && maximum !== Number.MAX_SAFE_INTEGER ? [`at most ${maximum}`] : []),
    ...(minLength === 1 ? ['not empty'] : []),
    ...(typeof maxItems === 'number' ? [`at most ${maxItems}`] : []),
  ];
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

function resolve(schema: OpenapiNode, schemas: Schemas): OpenapiNode {
  const { $ref } = schema;
  return typeof $ref === 'string' ? (schemas[$ref.slice(pointer.length)] ?? {}) : schema;
}

function nodeOf(value: unknown): OpenapiNode {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function nodesOf(value: unknown): OpenapiNode[] {
  return Array.isArray(value) ? value.map(nodeOf) : [];
}
