import type { OpenAPIObject } from '@nestjs/swagger';
import { withExample } from './openapi-examples';

const schemas: NonNullable<NonNullable<OpenAPIObject['components']>['schemas']> = {
  Lot: {
    type: 'object',
    required: ['id', 'amount'],
    properties: {
      id: { type: 'string', format: 'uuid' },
      amount: { type: 'string', example: '10.00' },
      reward: { type: 'string', enum: ['newsletter'] },
      note: { type: 'string', nullable: true },
    },
  },
  Nameless: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
};
const exampleOf = (schema: object, asked = false) =>
  (
    withExample({ 'application/json': { schema } }, schemas, asked)['application/json'] as {
      example?: unknown;
    }
  ).example;
const lot = { id: '0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01', amount: '10.00' };

describe('the example of a body', () => {
  it('is put together from the examples of its fields, wherever they stand', () => {
    const page = {
      type: 'object',
      properties: { items: { type: 'array', items: { $ref: '#/components/schemas/Lot' } } },
    };
    expect(exampleOf(page)).toEqual({ items: [{ ...lot, reward: 'newsletter', note: null }] });
  });

  it('that is sent leaves out what may be left out and has no example of its own', () => {
    expect(exampleOf({ $ref: '#/components/schemas/Lot' }, true)).toEqual(lot);
  });

  it('is left as a controller wrote it, and is none where a field that must be there has none', () => {
    const written = { 'application/json': { schema: { type: 'object' }, example: { mine: 1 } } };
    expect(withExample(written, schemas, false)).toBe(written);
    expect(exampleOf({ $ref: '#/components/schemas/Nameless' })).toBeUndefined();
  });
});
