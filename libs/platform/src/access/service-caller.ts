/** A service answered that it does not do what it was asked: 400 to 499. */
export class RefusedError extends Error {
  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}

/** How whoever asks proves itself: `ServiceTokens` of a command, `ServiceAccess` of a service. */
interface Proof {
  headersFor(service: string): Promise<Record<string, string>>;
}

interface CallerOptions {
  /** How long a whole answer may take. */
  readonly withinMs?: number;
}

interface ProblemBody {
  readonly detail?: string;
  readonly errors?: readonly { readonly field: string; readonly problem: string }[];
}

/** What a service said of a refusal, with what is wrong in each field, unless the sentence has it. */
export function sentenceOf({ detail, errors = [] }: ProblemBody): string | undefined {
  if (detail === undefined) return undefined;
  const fields = errors
    .filter(({ problem }) => !detail.includes(problem))
    .map(({ field, problem }) => (problem.startsWith(field) ? problem : `${field}: ${problem}`));
  return fields.length === 0 ? detail : `${detail.replace(/(; see errors)?\.$/, '')}: ${fields.join('; ')}.`;
}

/** Asks a service over HTTP on behalf of another program, which proves itself by a token. */
export class ServiceCaller {
  constructor(
    private readonly service: string,
    private readonly baseUrl: string,
    private readonly proof: Proof,
    private readonly options: CallerOptions = {},
  ) {}

  /**
   * Resolves with the answer. Rejects with a sentence for people: what the service said, or that it does not answer;
   * a `RefusedError` where it refused.
   */
  async ask<T>(method: 'GET' | 'POST' | 'PUT' | 'PATCH', path: string, body?: object): Promise<T> {
    const { withinMs } = this.options;
    const headers = { ...(await this.proof.headersFor(this.service)), 'content-type': 'application/json' };
    const { status, text } = await fetch(new URL(path, this.baseUrl), {
      method,
      headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
      ...(withinMs === undefined ? {} : { signal: AbortSignal.timeout(withinMs) }),
    })
      .then(async (response) => ({ status: response.status, text: await response.text() }))
      .catch((cause: Error) => {
        const { code = cause.message } = (cause.cause ?? {}) as NodeJS.ErrnoException;
        throw new Error(
          `${this.service} at ${this.baseUrl} does not answer (${code}); does the system run?`,
          {
            cause,
          },
        );
      });
    const isGood = status >= 200 && status < 300;
    const answer = jsonIn(text) as (T & ProblemBody) | undefined;
    if (isGood && answer !== undefined) return answer;
    const said =
      sentenceOf(answer ?? {}) ?? `${this.service} answered ${status}${isGood ? ' with no JSON' : ''}`;
    throw status >= 400 && status < 500 ? new RefusedError(said, status) : new Error(said);
  }
}

/** Nothing is an empty object: a service may answer without a body. Undefined: no JSON. */
function jsonIn(text: string): unknown {
  try {
    return text === '' ? {} : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}
