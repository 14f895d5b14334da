import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { type ServerResponse, STATUS_CODES } from 'node:http';
import { isDatabaseAway } from '../database/database-away';
import { isTextUnstorable } from '../database/unstorable-text';
import { Problem, RetryLaterProblem } from './problem';

/**
 * Every failed HTTP request ends as `application/problem+json` (RFC 9457). While the database is away it is a 503 with
 * Retry-After, and so it is where another try may help; a text that no database keeps is the mistake of who sent it. What was not foreseen ends as a 500 without any detail; the detail is in the log under the same request id.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') throw error;
    const http = host.switchToHttp();
    refuse(error, http.getRequest<Request & { id?: string }>().id, http.getResponse<Response>());
  }
}

const logger = new Logger('http');

/** Ends a request that failed, as the filter says; an answer that has begun is cut off. */
export function refuse(error: unknown, requestId: string | undefined, response: ServerResponse): void {
  const problem = asProblem(error);
  const status = problem.getStatus();
  if (status >= 500 && !answersOfProbes.has(problem.code))
    logger.error({ err: error, requestId }, 'request failed');
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (problem instanceof RetryLaterProblem) response.setHeader('retry-after', problem.afterSeconds);
  const body = JSON.stringify({
    type: `urn:ellity:problem:${problem.code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    code: problem.code,
    detail: problem.detail,
    ...(problem.texts === undefined ? {} : { texts: problem.texts }),
    ...(problem.fields.length > 0 ? { errors: problem.fields } : {}),
    ...(requestId === undefined ? {} : { requestId }),
  });
  answer(response, status, 'application/problem+json', body);
}

/** Answers with a text in UTF-8. */
export function answer(response: ServerResponse, status: number, type: string, text: string): void {
  response.statusCode = status;
  response.setHeader('content-type', `${type}; charset=utf-8`);
  response.setHeader('content-length', Buffer.byteLength(text));
  response.end(text);
}

function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof HttpException) {
    const status = error.getStatus();
    return new Problem(status, codes[status] ?? `http-${status}`, status < 500 ? error.message : unforeseen);
  }
  if (isDatabaseAway(error)) return databaseAway();
  if (isWorthAnotherTry(error)) return new RetryLaterProblem(503, error.code, notNow, 1);
  if (isTextUnstorable(error)) return new Problem(400, 'request-invalid', unstorable);
  return new Problem(500, 'internal', unforeseen);
}

const databaseAway = (): Problem =>
  new RetryLaterProblem(
    503,
    'database-away',
    'The database is away. Send the same again soon; with an Idempotency-Key it counts once.',
    5,
  );

/** As for messages, an error says of itself that another try may help. */
function isWorthAnotherTry(error: unknown): error is { readonly code: string } {
  const { retryable, code } = (error ?? {}) as { readonly retryable?: unknown; readonly code?: unknown };
  return retryable === true && typeof code === 'string';
}

const notNow =
  'It could not be done at this moment. Send the same again soon; with an Idempotency-Key it counts once.';
const unstorable = 'A text holds a character that cannot be stored (NUL). Leave it out.';
const unforeseen = 'Something unforeseen happened here; it is logged under the request id. Try again later.';
/** Probes come all the time, and what they find is logged when it changes. */
const answersOfProbes: ReadonlySet<string> = new Set(['not-ready', 'starting']);

/** Of what Nest itself refuses, such as an unknown route. */
const codes: Readonly<Record<number, string>> = {
  400: 'request-invalid',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  405: 'method-not-allowed',
  409: 'conflict',
  415: 'media-type-unsupported',
  503: 'unavailable',
};
