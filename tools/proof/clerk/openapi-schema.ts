/** A schema of OpenAPI 3.0, as far as Clerk's documents use it. */
export interface OpenApiSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, OpenApiSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | OpenApiSchema;
  readonly items?: OpenApiSchema;
  readonly allOf?: readonly OpenApiSchema[];
  readonly oneOf?: readonly OpenApiSchema[];
  readonly anyOf?: readonly OpenApiSchema[];
  readonly discriminator?: {
    readonly propertyName: string;
    readonly mapping?: Readonly<Record<string, string>>;
  };
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Finds what a `$ref` points to. */
export type Resolve = (ref: string) => OpenApiSchema;

/**
 * What is wrong with `value`, each with its place in the value; empty where it fits. Stricter than JSON Schema in one
 * thing: `allOf` of objects is read as one object with the properties of all, since Clerk's documents close their parts.
 */
export function findFaults(value: unknown, schema: OpenApiSchema, resolve: Resolve, place = ''): string[] {
  if (schema.$ref !== undefined) return findFaults(value, resolve(schema.$ref), resolve, place);
  const at = place === '' ? 'the whole' : place;
  if (value === null) return isNullable(schema, resolve) ? [] : [`${at} is null`];
  if (schema.enum !== undefined && !schema.enum.includes(value)) {
    return [`${at} is ${JSON.stringify(value)}, none of ${schema.enum.join(', ')}`];
  }
  if (schema.allOf !== undefined) return findFaults(value, joinAll(schema, resolve), resolve, place);
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices !== undefined) return findChoiceFaults(value, schema, choices, resolve, place);
  if (schema.type !== undefined && !isOfType(value, schema.type)) {
    return [`${at} is ${JSON.stringify(value)}, no ${schema.type}`];
  }
  if (Array.isArray(value)) {
    const { items } = schema;
    return items === undefined
      ? []
      : value.flatMap((item, index) => findFaults(item, items, resolve, `${place}[${index}]`));
  }
  if (typeof value === 'object') return findObjectFaults({ ...value }, schema, resolve, place);
  return findBoundFaults(value, schema, at);
}

function isNullable(schema: OpenApiSchema, resolve: Resolve): boolean {
  if (
    schema.nullable === true ||
    (schema.type === undefined && schema.allOf === undefined && schema.oneOf === undefined)
  ) {
    return true;
  }
  return (schema.allOf ?? []).some(
    (part) => (part.$ref === undefined ? part : resolve(part.$ref)).nullable === true,
  );
}

function isOfType(value: unknown, type: string): boolean {
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return typeof value === 'object' && !Array.isArray(value);
  return type === 'integer' ? Number.isInteger(value) : typeof value === type;
}

function joinAll(schema: OpenApiSchema, resolve: Resolve): OpenApiSchema {
  const { allOf = [], ...own } = schema;
  const parts = allOf
    .map((part) => (part.$ref === undefined ? part : resolve(part.$ref)))
    .map((part) => (part.allOf === undefined ? part : joinAll(part, resolve)));
  const all = [...parts, own];
  return {
    ...Object.assign({}, ...all),
    properties: Object.assign({}, ...all.map(({ properties }) => properties)),
    required: all.flatMap(({ required }) => required ?? []),
    ...(all.some((part) => part.additionalProperties === false) ? { additionalProperties: false } : {}),
  };
}

function findChoiceFaults(
  value: unknown,
  { discriminator }: OpenApiSchema,
  choices: readonly OpenApiSchema[],
  resolve: Resolve,
  place: string,
): string[] {
  const name = discriminator?.propertyName;
  if (name !== undefined && typeof value === 'object' && value !== null && name in value) {
    const kind: unknown = Object.entries(value).find(([key]) => key === name)?.[1];
    const ref = discriminator?.mapping?.[String(kind)] ?? `#/components/schemas/${kind}`;
    if (!choices.some((choice) => choice.$ref === ref))
      return [`${place}.${name} is ${JSON.stringify(kind)}`];
    return findFaults(value, { $ref: ref }, resolve, place);
  }
  const faults = choices.map((choice) => findFaults(value, choice, resolve, place));
  return faults.some((list) => list.length === 0) ? [] : [`${place} fits none of ${choices.length} choices`];
}

function findObjectFaults(
  value: Readonly<Record<string, unknown>>,
  { properties = {}, required = [], additionalProperties }: OpenApiSchema,
  resolve: Resolve,
  place: string,
): string[] {
  const missing = required
    .filter((name) => value[name] === undefined)
    .map((name) => `${place}.${name} is missing`);
  const wrong = Object.entries(value).flatMap(([name, item]) => {
    const schema = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (schema !== undefined) return findFaults(item, schema, resolve, `${place}.${name}`);
    if (additionalProperties === false) return [`${place}.${name} does not exist`];
    return typeof additionalProperties === 'object'
      ? findFaults(item, additionalProperties, resolve, `${place}.${name}`)
      : [];
  });
  return [...missing, ...wrong];
}

function findBoundFaults(value: unknown, { pattern, minimum, maximum }: OpenApiSchema, at: string): string[] {
  if (typeof value === 'string' && pattern !== undefined && !new RegExp(pattern, 'u').test(value)) {
    return [`${at} is ${JSON.stringify(value)}, not as ${pattern}`];
  }
  if (typeof value === 'number' && (value < (minimum ?? value) || value > (maximum ?? value))) {
    return [`${at} is ${value}, beyond its bounds`];
  }
  return [];
}
