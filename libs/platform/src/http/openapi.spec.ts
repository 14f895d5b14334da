import type { OpenAPIObject } from '@nestjs/swagger';
import { completeDocument } from './openapi';

const operation = { responses: { '200': { description: 'Good' } } };
const document = {
  openapi: '3.0.0',
  info: { title: 'library', version: '1' },
  paths: {
    '/internal/preview': { post: { ...operation, requestBody: { content: {} } } },
    '/shops/{shopId}': {
      get: {
        responses: { '200': { description: 'Good' }, '404': { description: 'No such shop' } },
        parameters: [
          { in: 'path', name: 'shopId' },
          { in: 'header', name: 'idempotency-key' },
          { in: 'header', name: 'Idempotency-Key', required: true },
        ],
      },
    },
    '/open': { get: { ...operation, security: [{}] } },
  },
} as unknown as OpenAPIObject;

describe('the document of an API', () => {
  const { paths } = completeDocument(document);

  it('lists routes for our own services last', () => {
    expect(Object.keys(paths)).toEqual(['/shops/{shopId}', '/open', '/internal/preview']);
  });

  it('lists a header once, as its controller describes it', () => {
    expect(paths['/shops/{shopId}']?.get?.parameters).toEqual([
      { in: 'path', name: 'shopId' },
      { in: 'header', name: 'Idempotency-Key', required: true },
    ]);
  });

  it('has the refusals of the chassis at every operation, and leaves those that a controller describes', () => {
    const statuses = (path: string, method: 'get' | 'post') =>
      Object.keys(paths[path]?.[method]?.responses ?? {});
    expect(statuses('/internal/preview', 'post')).toEqual(['200', '400', '401', '403', '413', '415']);
    expect(statuses('/shops/{shopId}', 'get')).toEqual(['200', '400', '401', '403', '404']);
    expect(paths['/shops/{shopId}']?.get?.responses['404']).toEqual({
      description: 'No such shop',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    });
    expect(statuses('/open', 'get')).toEqual(['200']);
  });
});
