import fc from 'fast-check';
import { request as open } from 'node:http';
import { anyBody, anyText, type Schema } from './http-fuzz-bodies';

export interface FuzzOptions {
  /** Base address of the running service; its OpenAPI document is read from /docs-json. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Values that exist, by the name of the parameter, so that half of the requests get past the first look-up. */
  readonly known?: Readonly<Record<string, string>>;
  /** Valid bodies by route such as `POST /shops`, to be spoiled in one place. */
  readonly bodies?: Readonly<Record<string, object>>;
  readonly requestsPerRoute?: number;
  readonly seed?: number;
}

interface Operation {
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> };
}
interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}
interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}
interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/**
 * Sends anything to every route of a service. Resolves with one line per promise that was broken, empty when all is
 * well: no answer is missing or an error of the service's own, and every refusal (4xx, 503) is a problem detail with a code. Also resolves with the number of requests.
 */
export async function fuzzHttp(options: FuzzOptions): Promise<{ requests: number; broken: string[] }> {
  const document = (await (await fetch(`${options.url}/docs-json`)).json()) as OpenApi;
  const broken: string[] = [];
  let requests = 0;
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const route = `${method.toUpperCase()} ${path}`;
      const arbitrary = requestsTo(route, operation, document, options);
      const samples = fc.sample(arbitrary, {
        numRuns: options.requestsPerRoute ?? 40,
        seed: options.seed ?? 20_261_123,
      });
      for (const sent of samples) {
        requests += 1;
        const problem = problemIn(await answerTo(options.url, sent));
        if (problem) broken.push(`${problem}: ${JSON.stringify({ route, ...sent }).slice(0, 600)}`);
      }
    }
  }
  return { requests, broken };
}

function requestsTo(
  route: string,
  operation: Operation,
  document: OpenApi,
  { headers = {}, known = {}, bodies = {} }: FuzzOptions,
): fc.Arbitrary<Sent> {
  const [method = '', path = ''] = route.split(' ');
  const parameters = operation.parameters ?? [];
  const valueOf = (name: string) =>
    known[name] === undefined
      ? anyText
      : fc.oneof({ weight: 3, arbitrary: fc.constant(known[name]) }, anyText);
  const named = (place: string) =>
    fc.record(
      Object.fromEntries(
        parameters.filter((one) => one.in === place).map(({ name }) => [name, valueOf(name)]),
      ),
      place === 'path' ? {} : { requiredKeys: [] },
    );
  const more = fc.dictionary(anyText, anyText, { maxKeys: 1 });
  const schema = operation.requestBody?.content?.['application/json']?.schema;
  const body =
    method === 'GET'
      ? fc.constant(undefined)
      : anyBody(bodies[route], schema, document.components?.schemas ?? {});
  const contentType = fc.constantFrom(
    'application/json',
    'application/json',
    'application/json; charset=utf-8',
    'text/plain',
    'application/xml',
  );
  return fc
    .record({
      inPath: named('path'),
      query: fc.tuple(named('query'), more),
      inHeader: named('header'),
      body,
      contentType,
    })
    .map((one) => ({
      method,
      path: addressOf(
        path,
        one.inPath as Record<string, string>,
        Object.assign({}, ...one.query) as Record<string, string>,
      ),
      headers: {
        ...headers,
        ...headerValues(one.inHeader as Record<string, string>),
        ...(one.body === undefined ? {} : { 'content-type': one.contentType }),
      },
      body: one.body,
    }));
}

function addressOf(path: string, inPath: Record<string, string>, query: Record<string, string>): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => encoded(inPath[name] ?? '') || '%20');
  const pairs = Object.entries(query).map(([name, value]) => `${encoded(name)}=${encoded(value)}`);
  return pairs.length === 0 ? filled : `${filled}?${pairs.join('&')}`;
}

/** Half of a surrogate pair has no UTF-8. */
const encoded = (text: string): string => encodeURIComponent(Buffer.from(text).toString());

/** What Node lets out: no control characters, nothing beyond Latin 1. */
const headerValues = (values: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, value.replaceAll(/[^\x20-\xff]/g, '?')]),
  );

function answerTo(url: string, { method, path, headers, body }: Sent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = open(
      `${url}${path}`,
      {
        method,
        headers: { ...headers, 'content-length': Buffer.byteLength(body ?? ''), connection: 'close' },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            type: response.headers['content-type'] ?? '',
            body: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

function problemIn({ status, type, body }: Answer): string | undefined {
  if (status < 400) return undefined;
  const told = `answered ${status} ${body.slice(0, 200)}`;
  if (status >= 500 && status !== 503) return told;
  if (!type.startsWith('application/problem+json')) return `${told} as ${type}`;
  const { code } = JSON.parse(body) as { code?: unknown };
  return typeof code === 'string' ? undefined : `${told} without a code`;
}
