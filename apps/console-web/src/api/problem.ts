import type { Core } from './types';

type ProblemBody = Partial<Core['Problem']>;

/** A refusal as the services and the console give it, or what stood between: its code is stable, its words are for people. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    private readonly body: ProblemBody = {},
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(body.detail ?? code);
  }

  /** What the service itself says to merchants, if it does. */
  text(language: 'cs' | 'en'): string | undefined {
    return this.body.texts?.[language];
  }

  /** For programmers, in English. */
  get detail(): string | undefined {
    return this.body.detail;
  }

  get fields(): NonNullable<ProblemBody['errors']> {
    return this.body.errors ?? [];
  }

  get requestId(): string | undefined {
    return this.body.requestId;
  }

  /** Which service does not answer, if that is what is wrong. */
  get downService(): string | undefined {
    return this.code === 'service-down' ? (this.fields[0]?.field ?? 'service') : undefined;
  }
}

/** A failed answer as a problem; one that is no problem document, such as a proxy's page, still has a code. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const retryAfter = Number(response.headers.get('retry-after'));
  const seconds = Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : null;
  const body = await bodyOf(response);
  return new ApiProblem(response.status, body.code ?? `http-${response.status}`, body, seconds);
}

async function bodyOf(response: Response): Promise<ProblemBody> {
  try {
    return (await response.json()) as ProblemBody;
  } catch {
    return {};
  }
}

/** The connection to the console itself is lost, or the answer cannot be read. */
export const offline = (): ApiProblem => new ApiProblem(0, 'offline');

export const asProblem = (error: unknown): ApiProblem =>
  error instanceof ApiProblem ? error : new ApiProblem(0, 'unforeseen', { detail: String(error) });
