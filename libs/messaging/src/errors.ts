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
  const { code, name, message, stack, retryable, retryAfterMs } = (
    typeof error === 'object' && error !== null ? error : {}
  ) as Readonly<Record<string, unknown>>;
  return {
    code: [code, name].find((text): text is string => typeof text === 'string' && text !== '') ?? 'unknown',
    message: typeof message === 'string' ? message : typeof error === 'string' ? error : 'no error text',
    ...(typeof stack === 'string' ? { stack } : {}),
    isRetryable: retryable !== false,
    ...(typeof retryAfterMs === 'number' ? { retryAfterMs } : {}),
  };
}
