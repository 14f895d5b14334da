import {
  complaintsOf,
  isAboutContactData,
  isAboutList,
  rejectionsOf,
  saysNotFound,
  type Sent,
  textOfComplaints,
} from './error-body';
import {
  ConnectionFailedError,
  ContactRejectedError,
  type EcomailError,
  type ErrorContext,
  InvalidRequestError,
  KeyRejectedError,
  MaintenanceError,
  NotFoundError,
  RateLimitedError,
  TimeoutError,
  UnavailableError,
  UnexpectedAnswerError,
} from './errors';
import { isRecord } from './json';
import { withoutPins } from './pins';

/** What came back: the body parsed, or undefined when it is not JSON. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly retryAfter: string | undefined;
  readonly requestId: string | undefined;
}

/** The failure that an answer tells of. Call only with an answer that is not a success. */
export function failureOf(answer: Answer, sent?: Sent): EcomailError {
  const { status, body } = answer;
  const context: ErrorContext = {
    status,
    ...(answer.requestId === undefined ? {} : { requestId: answer.requestId }),
  };
  if (status === 429) return new RateLimitedError(pauseOf(answer.retryAfter), context);
  const reason = withoutPins(reasonOf(body), sent?.pins ?? []);
  if (
    status === 401 ||
    /wrong api key/i.test(reason) ||
    (status === 403 && body !== undefined && reason === '')
  ) {
    return new KeyRejectedError('Ecomail does not accept the API key', context);
  }
  if (body === undefined) return pageInsteadOfAnswer(status, context);
  if (status >= 500) return new UnavailableError(`Ecomail answered ${status}`, context);
  if (status === 404)
    return new NotFoundError(`Ecomail does not know it: ${reason || 'no reason given'}`, context);
  const isOfList = isAboutList(reason) && !(isRecord(body) && isAboutContactData(body));
  if (status !== 403 && saysNotFound(reason) && (!(sent?.isBulk ?? false) || isOfList)) {
    return new NotFoundError(`Ecomail does not know it: ${reason}`, context);
  }
  const isAboutContacts = sent && isRecord(body) && (status === 422 || status === 400 || status < 300);
  if (isAboutContacts) return new ContactRejectedError(rejectionsOf(body, sent), sent.isBulk, context);
  if (status >= 300 && status < 400)
    return new UnexpectedAnswerError(`Ecomail redirects (${status}); check the base URL`, context);
  return new InvalidRequestError(
    `Ecomail refused the request (${status}): ${reason || 'no reason given'}`,
    context,
  );
}

/** The failure of a request that got no answer at all. */
export function failureWithoutAnswer(code: string | undefined, timeoutMs: number): EcomailError {
  if (code === 'ECONNABORTED' || code === 'ETIMEDOUT') return new TimeoutError(timeoutMs);
  if (code === 'ERR_BAD_RESPONSE')
    return new UnexpectedAnswerError('The answer of Ecomail is too large or broken');
  return new ConnectionFailedError(code ?? 'unknown', !(code !== undefined && neverSent.has(code)));
}

/** Failures before a byte of the request could be sent. */
const neverSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'ERR_INVALID_URL',
]);

/** A page for people: on a wrong path or host that is a 4xx, in maintenance it may even be a 200. */
function pageInsteadOfAnswer(status: number, context: ErrorContext): EcomailError {
  if (status >= 300 && status < 400)
    return new UnexpectedAnswerError(`Ecomail redirects (${status}); check the base URL`, context);
  return new MaintenanceError(`Ecomail answered ${status} with a page instead of JSON`, context);
}

export function reasonOf(body: unknown): string {
  if (!isRecord(body)) return '';
  const text = textOfComplaints(complaintsOf(body));
  if (text !== '') return text;
  return typeof body['message'] === 'string' ? body['message'] : '';
}

/** `Retry-After` in seconds or as a date, believed up to an hour. Without it a minute, because the limit is one of a minute. */
function pauseOf(retryAfter: string | undefined): number {
  if (retryAfter === undefined) return 60_000;
  const seconds = Number(retryAfter);
  if (Number.isFinite(seconds)) return Math.min(pauseMaxMs, Math.max(0, seconds * 1000));
  const at = Date.parse(retryAfter);
  return Number.isNaN(at) ? 60_000 : Math.min(pauseMaxMs, Math.max(0, at - Date.now()));
}

const pauseMaxMs = 3_600_000;
