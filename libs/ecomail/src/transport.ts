import axios, { type AxiosInstance, isAxiosError } from 'axios';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { type CallKind, ecomailCalls } from './calls';
import { hasErrors, type Sent } from './error-body';
import { type EcomailError, UnexpectedAnswerError } from './errors';
import { type Answer, failureOf, failureWithoutAnswer } from './failures';
import { parseJson } from './json';

export interface EcomailClientOptions {
  readonly baseUrl: string;
  readonly apiKey: string;
  /** For calls about one thing; 10 s when not given. */
  readonly timeoutMs?: number;
  /** For bulk calls and pages of contacts; 60 s when not given. */
  readonly bulkTimeoutMs?: number;
  /** Connections held at the same time; 50 when not given. */
  readonly connectionsMax?: number;
  /** An idle connection is ended after it; 4 s when not given, since servers commonly end theirs after 5. */
  readonly idleMs?: number;
  /** Told of every call when it is over, for logs and metrics. Must not throw. */
  readonly onCall?: (call: CallReport) => void;
}

/** One finished call, without personal data. `status` is absent when no answer came; `code` when all went well. */
export interface CallReport {
  readonly kind: CallKind;
  readonly method: string;
  readonly path: string;
  readonly status?: number;
  readonly durationMs: number;
  readonly requestId?: string;
  readonly code?: string;
}

/** What a caller may add to a single call. */
export interface CallOptions {
  /** Such as `traceparent`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
}

export interface Request extends CallOptions {
  readonly kind: CallKind;
  readonly path?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: unknown;
  readonly sent?: Sent;
  /** Sees an answer with complaints first; what it returns other than undefined is the result. */
  readonly accept?: (answer: Answer) => unknown;
}

const longCalls: ReadonlySet<CallKind> = new Set([
  'subscribe-bulk',
  'update-subscriber-bulk',
  'list-subscribers',
]);

/** One request, one answer or one typed error: it never sends anything twice. */
export class Transport {
  private readonly http: AxiosInstance;
  private readonly agents: readonly [HttpAgent, HttpsAgent];

  constructor(private readonly options: EcomailClientOptions) {
    const agent = {
      keepAlive: true,
      maxSockets: options.connectionsMax ?? 50,
      scheduling: 'lifo' as const,
      timeout: options.idleMs ?? 4_000,
    };
    this.agents = [new HttpAgent(agent), new HttpsAgent(agent)];
    this.http = axios.create({
      baseURL: options.baseUrl.replace(/\/+$/, ''),
      headers: { key: options.apiKey, 'Content-Type': 'application/json', Accept: 'application/json' },
      httpAgent: this.agents[0],
      httpsAgent: this.agents[1],
      responseType: 'text',
      transformRequest: (body: unknown) => body,
      transformResponse: (text: unknown) => text,
      validateStatus: () => true,
      maxRedirects: 0,
      maxBodyLength: 50_000_000,
      maxContentLength: 100_000_000,
      proxy: false,
    });
  }

  async send(request: Request): Promise<unknown> {
    const startedAt = performance.now();
    let answer: Answer | undefined;
    try {
      answer = await this.exchange(request);
      const result = resultOf(answer, request);
      this.report(request, startedAt, answer);
      return result;
    } catch (error) {
      this.report(request, startedAt, answer, error as EcomailError);
      throw error;
    }
  }

  close(): void {
    for (const agent of this.agents) agent.destroy();
  }

  private async exchange(request: Request): Promise<Answer> {
    const { method, path } = ecomailCalls[request.kind];
    const timeoutMs = request.timeoutMs ?? this.timeoutOf(request.kind);
    // Axios's own time-out counts the silence on the socket only; an answer that trickles in is late as well.
    const lateness = new AbortController();
    const timer = setTimeout(() => lateness.abort(), timeoutMs);
    try {
      const response = await this.http.request<unknown>({
        method,
        url: filled(path, request.path ?? {}),
        ...(request.query ? { params: request.query } : {}),
        ...(request.body === undefined ? {} : { data: JSON.stringify(request.body) }),
        headers: { ...request.headers },
        signal: lateness.signal,
      });
      const header = (name: string): string | undefined => {
        const value: unknown = response.headers[name];
        return typeof value === 'string' ? value : undefined;
      };
      return {
        status: response.status,
        body: parseJson(typeof response.data === 'string' ? response.data : ''),
        retryAfter: header('retry-after'),
        requestId: header('x-request-id') ?? header('cf-ray'),
      };
    } catch (error) {
      throw failureWithoutAnswer(codeOf(error), timeoutMs);
    } finally {
      clearTimeout(timer);
    }
  }

  private timeoutOf(kind: CallKind): number {
    return longCalls.has(kind) ? (this.options.bulkTimeoutMs ?? 60_000) : (this.options.timeoutMs ?? 10_000);
  }

  private report(
    request: Request,
    startedAt: number,
    answer: Answer | undefined,
    error?: EcomailError,
  ): void {
    const { method, path } = ecomailCalls[request.kind];
    this.options.onCall?.({
      kind: request.kind,
      method,
      path,
      durationMs: performance.now() - startedAt,
      ...(answer ? { status: answer.status } : {}),
      ...(answer?.requestId === undefined ? {} : { requestId: answer.requestId }),
      ...(error ? { code: error.code } : {}),
    });
  }
}

/** Axios's own errors carry the request with its key, so nothing of them but the code is kept. */
function codeOf(error: unknown): string | undefined {
  if (!isAxiosError(error)) return undefined;
  if (error.code === 'ERR_CANCELED') return 'ETIMEDOUT';
  return error.code;
}

function resultOf(answer: Answer, request: Request): unknown {
  const isFailure =
    answer.status < 200 || answer.status >= 300 || answer.body === undefined || hasErrors(answer.body);
  if (!isFailure) return answer.body;
  const accepted = request.accept?.(answer);
  if (accepted !== undefined) return accepted;
  throw failureOf(answer, request.sent);
}

function filled(path: string, values: Readonly<Record<string, string | number>>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined || value === '')
      throw new UnexpectedAnswerError(`The path ${path} needs ${name}`);
    return encodeURIComponent(value);
  });
}
