import type { ServiceTokens } from './service-tokens';

/** A service answered that it does not do what it was asked: 400 to 499. */
export class RefusedError extends Error {
  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}

/** Asks a service over HTTP on behalf of another program, which proves itself by a token. */
export class ServiceCaller {
  constructor(
    private readonly service: string,
    private readonly baseUrl: string,
    private readonly tokens: ServiceTokens,
  ) {}

  /**
   * Resolves with the answer. Rejects with a sentence for people: what the service said, or that it does not answer;
   * a `RefusedError` where it refused.
   */
  async ask<T>(method: 'GET' | 'POST', path: string, body?: object): Promise<T> {
    const headers = { ...(await this.tokens.headersFor(this.service)), 'content-type': 'application/json' };
    const response = await fetch(new URL(path, this.baseUrl), {
      method,
      headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
    }).catch((cause: Error) => {
      const { code = cause.message } = (cause.cause ?? {}) as NodeJS.ErrnoException;
      throw new Error(`${this.service} at ${this.baseUrl} does not answer (${code}); does the system run?`, {
        cause,
      });
    });
    const answer = (await response.json().catch(() => ({}))) as T & { detail?: string };
    if (response.ok) return answer;
    const said = answer.detail ?? `${this.service} answered ${response.status}`;
    throw response.status < 500 ? new RefusedError(said, response.status) : new Error(said);
  }
}
