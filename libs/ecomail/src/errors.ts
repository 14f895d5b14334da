/**
 * Everything a call to Ecomail can fail with. The e-mail layer above and the messaging layer read `code`, `retryable`
 * and `retryAfterMs` without importing these classes. No message, at any depth, holds the key or an e-mail address.
 */
export abstract class EcomailError extends Error {
  abstract readonly code: string;
  /** The same call may succeed later without anybody changing anything. */
  abstract readonly retryable: boolean;
  /** How long to leave the key alone. */
  readonly retryAfterMs?: number;
  /** False is a promise that nothing of the request was applied. True means it may have been, in part or in full. */
  readonly mayHaveArrived: boolean = false;
  readonly status?: number;
  readonly requestId?: string;

  constructor(message: string, context: ErrorContext = {}) {
    super(withoutAddresses(message), context.cause === undefined ? undefined : { cause: context.cause });
    this.name = new.target.name;
    if (context.status !== undefined) this.status = context.status;
    if (context.requestId !== undefined) this.requestId = context.requestId;
  }
}

export interface ErrorContext {
  readonly status?: number;
  readonly requestId?: string;
  readonly cause?: unknown;
}

/** The key is wrong, was replaced, or belongs to nobody. */
export class KeyRejectedError extends EcomailError {
  readonly code = 'ecomail.key-rejected';
  readonly retryable = false;
}

export class RateLimitedError extends EcomailError {
  readonly code = 'ecomail.rate-limited';
  readonly retryable = true;
  constructor(
    override readonly retryAfterMs: number,
    context: ErrorContext = {},
  ) {
    super(`Ecomail asks for a pause of ${Math.ceil(retryAfterMs / 1000)} s`, context);
  }
}

export interface Rejection {
  /** Place of the contact in the request, null when the answer does not tell. */
  readonly index: number | null;
  readonly field: string | null;
  /** It is about a contact's data. False: nothing in it says that a contact is at fault; it may be the whole request. */
  readonly isOfContact: boolean;
  readonly messages: readonly string[];
}

/**
 * At least one contact of the request was refused. Of a bulk call the others may or may not have been stored, hence
 * `mayHaveArrived`; `rejected` is empty or without an index when the answer does not say which contact it was.
 */
export class ContactRejectedError extends EcomailError {
  readonly code = 'ecomail.contact-rejected';
  readonly retryable = false;
  override readonly mayHaveArrived: boolean;
  readonly rejected: readonly Rejection[];
  constructor(rejected: readonly Rejection[], isBulk: boolean, context: ErrorContext = {}) {
    super(`Ecomail refused a contact: ${textOf(rejected)}`, context);
    this.mayHaveArrived = isBulk;
    this.rejected = rejected.map((one) => ({
      ...one,
      field: one.field === null ? null : withoutAddresses(one.field),
      messages: one.messages.map(withoutAddresses),
    }));
  }
}

/** The list, the contact or the automation is not there. */
export class NotFoundError extends EcomailError {
  readonly code = 'ecomail.not-found';
  readonly retryable = false;
}

/** Ecomail understood and refuses; the same request will be refused again. */
export class InvalidRequestError extends EcomailError {
  readonly code = 'ecomail.invalid';
  readonly retryable = false;
}

/** No answer in time. The request may have been applied and may still be. */
export class TimeoutError extends EcomailError {
  readonly code = 'ecomail.timeout';
  readonly retryable = true;
  override readonly mayHaveArrived = true;
  constructor(timeoutMs: number, context: ErrorContext = {}) {
    super(`Ecomail did not answer within ${timeoutMs} ms`, context);
  }
}

/** No connection, or it broke before the answer; `mayHaveArrived` tells which. */
export class ConnectionFailedError extends EcomailError {
  readonly code = 'ecomail.connection-failed';
  readonly retryable = true;
  constructor(
    reason: string,
    override readonly mayHaveArrived: boolean,
    context: ErrorContext = {},
  ) {
    super(`The connection to Ecomail ${mayHaveArrived ? 'broke' : 'could not be made'} (${reason})`, context);
  }
}

/** A page for people instead of an answer, as in maintenance. The request may have been applied. */
export class MaintenanceError extends EcomailError {
  readonly code = 'ecomail.maintenance';
  readonly retryable = true;
  override readonly mayHaveArrived = true;
}

/** A server error. The request may have been applied. */
export class UnavailableError extends EcomailError {
  readonly code = 'ecomail.unavailable';
  readonly retryable = true;
  override readonly mayHaveArrived = true;
}

/** An answer that follows no known form. The request may have been applied. */
export class UnexpectedAnswerError extends EcomailError {
  readonly code = 'ecomail.unexpected-answer';
  readonly retryable = true;
  override readonly mayHaveArrived = true;
}

export function withoutAddresses(text: string): string {
  return text.replace(/[^\s"'<>,;:()[\]{}]+(?:@|%40)[^\s"'<>,;:()[\]{}]+/g, '<address>').slice(0, 500);
}

function textOf(rejected: readonly Rejection[]): string {
  const [first] = rejected;
  if (!first) return 'the answer does not say why';
  return `${first.field ?? 'contact'}: ${first.messages.join(', ')}${rejected.length > 1 ? ` (and ${rejected.length - 1} more)` : ''}`;
}
