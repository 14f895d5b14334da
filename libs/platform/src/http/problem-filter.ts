import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { STATUS_CODES } from 'node:http';
import { isDatabaseAway } from '../database/database-away';
import { isTextUnstorable } from '../database/unstorable-text';
import { Problem, RetryLaterProblem } from './problem';

/**
 * Every failed HTTP request ends as `application/problem+json` (RFC 9457). While the database is away it is a 503 with
 * Retry-After, and so it is where another try may help; a text that no database keeps is the mistake of who sent it. What was not foreseen ends as a 500 without any detail; the detail is in the log under the same request id.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');

  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') throw error;
    const http = host.switchToHttp();
    const response = http.getResponse<Response>();
    const request = http.getRequest<Request & { id?: string }>();
    const problem = asProblem(error);
    if (problem.getStatus() >= 500 && !answersOfProbes.has(problem.code))
      this.logger.error({ err: error, requestId: request.id }, 'request failed');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const status = problem.getStatus();
    if (problem instanceof RetryLaterProblem) response.setHeader('retry-after', problem.afterSeconds);
    response
      .status(status)
      .type('application/problem+json')
      .send(
        JSON.stringify({
          type: `urn:ellity:problem:${problem.code}`,
          title: STATUS_CODES[status] ?? 'Error',
          status,
          code: problem.code,
          detail: problem.detail,
          ...(problem.texts === undefined ? {} : { texts: problem.texts }),
          ...(problem.fields.length > 0 ? { errors: problem.fields } : {}),
          ...(request.id === undefined ? {} : { requestId: request.id }),
        }),
      );
  }
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
