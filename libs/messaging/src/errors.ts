/** Trying again cannot help: the message is dead-lettered at once. `code` is stable and goes into the dead letter. */
export class PermanentError extends Error {
  readonly retryable = false;
  constructor(
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Trying again later may help. `retryAfterMs` is the shortest time worth waiting. */
export class TransientError extends Error {
  readonly retryable = true;
  constructor(
    readonly code: string,
    message: string,
    readonly retryAfterMs?: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly stack?: string;
  readonly isRetryable: boolean;
  readonly retryAfterMs?: number;
}

/** What any thrown value means for a delivery: its own `retryable`, `retryAfterMs` and `code` count; unknown means transient. */
export function failureOf(error: unknown): Failure {
  const { code, retryable, retryAfterMs } = (typeof error === 'object' && error !== null ? error : {}) as {
    code?: unknown;
    retryable?: unknown;
    retryAfterMs?: unknown;
  };
  return {
    code: typeof code === 'string' ? code : error instanceof Error ? error.name : 'unknown',
    message: error instanceof Error ? error.message : String(error),
    ...(error instanceof Error && error.stack ? { stack: error.stack } : {}),
    isRetryable: retryable !== false,
    ...(typeof retryAfterMs === 'number' ? { retryAfterMs } : {}),
  };
}
