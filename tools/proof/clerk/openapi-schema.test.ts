import { describe, expect, it } from 'vitest';
import { findFaults, type OpenApiSchema } from './openapi-schema.ts';

const schemas: Readonly<Record<string, OpenApiSchema>> = {
  '#/components/schemas/Person': {
    type: 'object',
    additionalProperties: false,
    required: ['name'],
    properties: { name: { type: 'string' }, age: { type: 'integer', minimum: 0, nullable: true } },
  },
  '#/components/schemas/dog': {
    type: 'object',
    required: ['bark'],
    properties: { object: { enum: ['dog'] } },
  },
};
const resolve = (ref: string): OpenApiSchema => schemas[ref] ?? {};
const person: OpenApiSchema = { $ref: '#/components/schemas/Person' };
const extended: OpenApiSchema = {
  allOf: [person, { required: ['pet'], properties: { pet: { type: 'string' } } }],
};
const animal: OpenApiSchema = {
  oneOf: [{ $ref: '#/components/schemas/dog' }],
  discriminator: { propertyName: 'object' },
};

describe('a value', () => {
  it.each([
    { name: 'that fits', value: { name: 'a', age: 1 }, schema: person, faults: [] },
    { name: 'that may be null', value: { name: 'a', age: null }, schema: person, faults: [] },
    { name: 'that may not be null', value: { name: null }, schema: person, faults: ['.name is null'] },
    { name: 'without what is required', value: {}, schema: person, faults: ['.name is missing'] },
    {
      name: 'with more than there is',
      value: { name: 'a', x: 1 },
      schema: person,
      faults: ['.x does not exist'],
    },
    { name: 'of another type', value: { name: 1 }, schema: person, faults: ['.name is 1, no string'] },
    {
      name: 'that is not whole',
      value: { name: 'a', age: 1.5 },
      schema: person,
      faults: ['.age is 1.5, no integer'],
    },
    {
      name: 'below its bound',
      value: { name: 'a', age: -1 },
      schema: person,
      faults: ['.age is -1, beyond its bounds'],
    },
    {
      name: 'in a list',
      value: [{}],
      schema: { type: 'array', items: person },
      faults: ['[0].name is missing'],
    },
    { name: 'that is no list', value: {}, schema: { type: 'array' }, faults: ['the whole is {}, no array'] },
    { name: 'of several parts', value: { name: 'a', pet: 'b' }, schema: extended, faults: [] },
    { name: 'with a part missing', value: { name: 'a' }, schema: extended, faults: ['.pet is missing'] },
    {
      name: 'that no part knows',
      value: { name: 'a', pet: 'b', x: 1 },
      schema: extended,
      faults: ['.x does not exist'],
    },
    { name: 'of a kind', value: { object: 'dog', bark: 1 }, schema: animal, faults: [] },
    { name: 'of a kind, wrong', value: { object: 'dog' }, schema: animal, faults: ['.bark is missing'] },
    { name: 'of no kind', value: { object: 'cat' }, schema: animal, faults: ['.object is "cat"'] },
    {
      name: 'not as its pattern',
      value: 'a',
      schema: { type: 'string', pattern: '^b' },
      faults: ['the whole is "a", not as ^b'],
    },
  ])('$name: $faults', ({ value, schema, faults }) => {
    expect(findFaults(value, schema, resolve)).toEqual(faults);
  });
});
