import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

interface Answer {
  readonly status: number;
  /** Undefined: an answer without a body. */
  readonly body?: unknown;
  readonly type?: string | null;
}
type Content = Readonly<Partial<Record<string, { readonly schema?: object; readonly example?: unknown }>>>;
interface Operation {
  readonly requestBody?: { readonly content?: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: object;
}

/**
 * Holds the answers of a service to its own OpenAPI document, from which clients are generated. `gaps` is what the
 * document leaves open in itself; `problems` what is wrong about one real answer to a route such as `GET /shops/{shopId}`.
 */
export class DocumentedAnswers {
  private readonly ajv = addFormats(new Ajv({ strict: false, allErrors: true }));

  private constructor(private readonly document: Document) {
    this.ajv.addSchema({ $id: 'document', components: jsonSchemaOf(document.components ?? {}) as object });
  }

  static async of(serviceUrl: string): Promise<DocumentedAnswers> {
    return new DocumentedAnswers((await (await fetch(`${serviceUrl}/docs-json`)).json()) as Document);
  }

  /** Operations without a described success, or with one whose body has no schema, or without any refusal. */
  gaps(): string[] {
    return Object.entries(this.document.paths).flatMap(([path, operations]) =>
      Object.entries(operations).flatMap(([method, { responses }]) => {
        const route = `${method.toUpperCase()} ${path}`;
        const statuses = Object.keys(responses);
        const good = statuses.filter((status) => status.startsWith('2'));
        const bare = good.filter((status) => status !== '204' && !this.schemaOf(responses, status));
        return [
          ...(good.length === 0 ? [`${route} describes no success`] : []),
          ...bare.map((status) => `${route} has no schema for ${status}`),
          ...(statuses.some((status) => status.startsWith('4')) ? [] : [`${route} describes no refusal`]),
        ];
      }),
    );
  }

  /** JSON that is sent or answered without an example, or with one that its own schema does not take. */
  exampleProblems(): string[] {
    return Object.entries(this.document.paths).flatMap(([path, operations]) =>
      Object.entries(operations).flatMap(([method, { requestBody, responses }]) => {
        const good = Object.entries(responses).filter(([status]) => status.startsWith('2'));
        return [
          ...this.exampleProblem(`${method.toUpperCase()} ${path} as asked`, requestBody?.content),
          ...good.flatMap(([status, { content }]) =>
            this.exampleProblem(`${method.toUpperCase()} ${path} ${status}`, content),
          ),
        ];
      }),
    );
  }

  private exampleProblem(what: string, content: Content | undefined): string[] {
    const { 'application/json': json } = content ?? {};
    if (!json?.schema) return [];
    if (json.example === undefined) return [`${what} has no example`];
    const validate = this.compiled(json.schema);
    return validate(json.example) ? [] : [`${what}: ${this.ajv.errorsText(validate.errors)}`];
  }

  problems(route: string, { status, body }: Answer): string[] {
    const [method = '', path = ''] = route.split(' ');
    const responses = this.document.paths[path]?.[method.toLowerCase()]?.responses;
    if (!responses?.[String(status)]) return [`${route} does not describe ${status}`];
    const schema = this.schemaOf(responses, String(status));
    if (!schema) return body === undefined ? [] : [`${route} has no schema for ${status}`];
    const validate = this.compiled(schema);
    return validate(body) ? [] : [`${route} ${status}: ${this.ajv.errorsText(validate.errors)}`];
  }

  private schemaOf(responses: Operation['responses'], status: string): object | undefined {
    return Object.values(responses[status]?.content ?? {})[0]?.schema;
  }

  /** References start at the document. */
  private compiled(schema: object): ValidateFunction {
    const text = JSON.stringify(jsonSchemaOf(schema)).replaceAll('"#/components/', '"document#/components/');
    return this.ajv.compile(JSON.parse(text) as object);
  }
}

/** OpenAPI 3.0 says `nullable` where JSON Schema names null as one of the types. */
function jsonSchemaOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(jsonSchemaOf);
  if (typeof value !== 'object' || value === null) return value;
  const { nullable, ...rest } = Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, jsonSchemaOf(inner)]),
  );
  return nullable === true ? { anyOf: [{ type: 'null' }, rest] } : rest;
}
