import type { OpenAPIObject } from '@nestjs/swagger';
import { STATUS_CODES } from 'node:http';
import { requestKeyExtension } from '../request-keys/request-key';
import { taggedExtension } from './etag';
import { withExample } from './openapi-examples';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;
type Responses = Operation['responses'];

const methods = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options'] as const;

/**
 * The document as clients need it, so that controllers stay short: every operation has the refusals that the chassis
 * may answer with, each parameter stands once, and routes for our own services come last.
 */
export function completeDocument(
  document: OpenAPIObject,
  { takesKeys }: { readonly takesKeys: boolean } = { takesKeys: false },
): OpenAPIObject {
  const schemas = document.components?.schemas ?? {};
  const paths = Object.entries(document.paths).map(([path, item]) => {
    const completed = methods.flatMap((method) => {
      const operation = item[method];
      if (!operation) return [];
      const keyed = takesKeys && writes.has(method) ? withKey(operation) : operation;
      return [[method, withExamples(completeOperation(path, keyed), schemas)] as const];
    });
    return [path, { ...item, ...Object.fromEntries(completed) }] as const;
  });
  return {
    ...document,
    paths: Object.fromEntries([...paths].sort(([a], [b]) => Number(isInternal(a)) - Number(isInternal(b)))),
    components: {
      ...document.components,
      schemas: { ...document.components?.schemas, Problem: problemSchema },
    },
  };
}

const writes: ReadonlySet<string> = new Set(['post', 'put', 'patch', 'delete']);

/** Every write says whether it takes a key, must have one, or why it needs none. */
function withKey(operation: Operation): Operation {
  const said: unknown = new Map(Object.entries(operation)).get(requestKeyExtension) ?? 'optional';
  if (isPublic(operation)) return operation;
  if (said !== 'required' && said !== 'optional') {
    const text = [operation.description, `No Idempotency-Key is needed: ${String(said)}`].filter(Boolean);
    return { ...operation, description: text.join('\n\n') };
  }
  const parameter = { ...keyParameter, description: keyTexts[said], required: said === 'required' };
  return {
    ...operation,
    ...{ [requestKeyExtension]: said },
    parameters: [...(operation.parameters ?? []), parameter],
    responses: { '422': refusal('422', 'key-reused'), ...operation.responses },
  };
}

const keyParameter = {
  name: 'Idempotency-Key',
  in: 'header',
  schema: { type: 'string', minLength: 1, maxLength: 200, example: 'order-4711-award' },
} as const;

const keyTexts = {
  required: 'The same key of the same service with the same body counts once, for ever',
  optional:
    'The same key of the same service with the same body counts once and gets the first answer, for 30 days',
} as const;

const isPublic = ({ security }: Operation): boolean => JSON.stringify(security) === '[{}]';

const isInternal = (path: string): boolean => path.startsWith('/internal/');

function withExamples(operation: Operation, schemas: Schemas): Operation {
  const { requestBody: asked, responses } = operation;
  const answers = Object.entries(responses).map(([status, response]) => {
    if (!response || '$ref' in response || isRefusal(status) || !response.content)
      return [status, response] as const;
    return [status, { ...response, content: withExample(response.content, schemas, false) }] as const;
  });
  return {
    ...operation,
    ...(asked && 'content' in asked
      ? { requestBody: { ...asked, content: withExample(asked.content, schemas, true) } }
      : {}),
    responses: Object.fromEntries(answers),
  };
}

function completeOperation(path: string, operation: Operation): Operation {
  const refusals = refusalsOf(path, operation).map((status) => [status, refusal(status)] as const);
  return {
    ...operation,
    ...(operation.parameters ? { parameters: eachOnce(operation.parameters) } : {}),
    responses: { ...Object.fromEntries(refusals), ...withTags(operation, withProblems(operation.responses)) },
  };
}

/** What of its own accord the chassis may refuse such a request with. */
function refusalsOf(path: string, operation: Operation): string[] {
  const { parameters = [], requestBody } = operation;
  return [
    ...(parameters.length > 0 || requestBody ? ['400'] : []),
    ...(isPublic(operation) ? [] : ['401', '403']),
    ...(path.includes('{') ? ['404'] : []),
    ...(hasIfMatch(parameters) ? ['412', '428'] : []),
    ...(requestBody ? ['413', '415'] : []),
  ];
}

/** A refusal that a controller describes in words has the shape of all others. */
const withProblems = (responses: Responses): Responses => {
  const described = Object.entries(responses).map(
    ([status, response]) =>
      [status, isRefusal(status) ? { ...refusal(status), ...response } : response] as const,
  );
  return Object.fromEntries(described) as Responses;
};

const hasIfMatch = (parameters: NonNullable<Operation['parameters']>): boolean =>
  parameters.some((one) => 'name' in one && one.in === 'header' && one.name === 'If-Match');

/** What may be changed with If-Match is answered with its ETag. */
function withTags(operation: Operation, responses: Responses): Responses {
  if (!(taggedExtension in operation)) return responses;
  const described = Object.entries(responses).map(
    ([status, response]) =>
      [status, isRefusal(status) ? response : { ...response, headers: { ETag: etagHeader } }] as const,
  );
  return Object.fromEntries(described) as Responses;
}

const etagHeader = {
  description: 'Of this state; give it back as If-Match',
  schema: { type: 'string', example: '"3q2-7wABAgMEBQYHCAkKCw"' },
} as const;

const isRefusal = (status: string): boolean => /^[45]/.test(status);

const refusal = (status: string, description = STATUS_CODES[status] ?? 'Refused'): Responses[string] => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

/** Headers have the same name in any case. */
function eachOnce(parameters: NonNullable<Operation['parameters']>): NonNullable<Operation['parameters']> {
  const keyOf = (one: (typeof parameters)[number]) =>
    '$ref' in one ? one.$ref : `${one.in} ${one.in === 'header' ? one.name.toLowerCase() : one.name}`;
  return [...new Map(parameters.map((one) => [keyOf(one), one])).values()];
}

const text = (description: string, example: string) => ({ type: 'string', description, example });

/** RFC 9457, as the filter of the chassis writes it. */
const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: text('The code as a URN', 'urn:ellity:problem:request-invalid'),
    title: text('The status in words', 'Bad Request'),
    status: { type: 'integer', example: 400 },
    code: text('Stable, for programs', 'request-invalid'),
    detail: text('For people: what is wrong and what to do', 'Some fields break their rules; see errors.'),
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'problem'],
        properties: {
          field: text('The path of the field', 'expiryNotice.leadDays'),
          problem: text('The rule that it breaks', 'leadDays must not be greater than 365'),
          rule: text('Names the rule, for programs', 'max'),
          limits: {
            type: 'array',
            items: { type: 'number' },
            description: 'The numbers of the rule',
            example: [365],
          },
        },
      },
    },
    texts: {
      type: 'object',
      description: 'For the merchant, where the refusal is one that a merchant can do something about',
      required: ['cs', 'en'],
      properties: {
        cs: text('In Czech', 'Vybraný seznam kontaktů v Ecomailu není.'),
        en: text('In English', 'Ecomail does not have the chosen list.'),
      },
    },
    requestId: text('Names the request in the log', '01JDCM2Z9Q'),
  },
};
