import { applyDecorators } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { FileParts, LeftOut } from './file-part';
import type { FileRow } from './part-reader';

/** One service's part of the file about a person. */
export interface ServiceFile {
  readonly service: string;
  /** What else the person may be found by in other services. */
  readonly addresses: readonly string[];
  readonly parts: Readonly<Record<string, readonly FileRow[]>>;
  readonly leftOut: readonly { readonly what: string; readonly why: string }[];
}

/** As it is answered; columns are of no use to the person. */
export const leftOutView = (leftOut: readonly LeftOut[]): ServiceFile['leftOut'] =>
  leftOut.map(({ what, why }) => ({ what, why }));

/** The schema of a service's part, with an example of every value; without parts, of any service. */
export const serviceFileSchema = (service: string, parts?: FileParts) => ({
  type: 'object',
  required: ['service', 'addresses', 'parts', 'leftOut'],
  properties: {
    service: { type: 'string', example: service },
    addresses: { type: 'array', items: { type: 'string', example: 'jana.novakova@shop.test' } },
    parts: parts ? partsSchema(parts) : { type: 'object', additionalProperties: true, example: {} },
    leftOut: {
      type: 'array',
      description: 'What is held and not shown, each with the reason',
      items: {
        type: 'object',
        required: ['what', 'why'],
        properties: {
          what: { type: 'string', example: 'the PIN' },
          why: { type: 'string', example: 'A secret; the file says whether there is one.' },
        },
      },
    },
  },
});

/** Documents a route that answers with the service's part. */
export const ApiServiceFile = (service: string, parts: FileParts): MethodDecorator =>
  applyDecorators(ApiOkResponse({ schema: serviceFileSchema(service, parts) }));

const partsSchema = (parts: FileParts) => ({
  type: 'object',
  required: Object.keys(parts),
  properties: mapped(parts, ({ what, values }) => ({
    type: 'array',
    description: what,
    items: {
      type: 'object',
      required: Object.keys(values),
      properties: mapped(values, ([, example]) => ({ nullable: true, example })),
    },
  })),
});

const mapped = <T, R>(record: Readonly<Record<string, T>>, of: (value: T) => R): Record<string, R> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, of(value)]));
