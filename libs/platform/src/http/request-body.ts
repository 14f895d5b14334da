import { type CanActivate, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { isUtf8 } from 'node:buffer';
import { Problem } from './problem';

const jsonTypes = ['application/json', 'application/*+json'];

export interface BodyRules {
  /** The largest JSON body taken, such as `128kb`. */
  readonly limit: string;
  /** Below this path, given in lower case, every body arrives as the bytes that were sent (a Buffer), whatever its type, up to so many. */
  readonly raw?: { readonly path: string; readonly limit: number } | undefined;
}

/**
 * Takes JSON in UTF-8, and no other bytes: a text with replacement characters is not what was sent. What cannot be read
 * is refused without a word of it.
 */
export function parseBodies(app: NestExpressApplication, { limit, raw }: BodyRules): void {
  app.use(demandReadablePath);
  if (raw) app.useBodyParser('raw', { limit: raw.limit, type: ({ url = '' }) => isBelow(raw.path, url) });
  app.useBodyParser('json', { limit, type: jsonTypes, verify: demandUtf8 });
  app.use(refuseUnreadable);
}

/** As the router finds routes: whatever the case of the letters, and with the address in front that a proxy may send. */
function isBelow(path: string, url: string): boolean {
  const pathname = url.startsWith('/') || !URL.canParse(url) ? url : new URL(url).pathname;
  return pathname.toLowerCase().startsWith(path);
}

function demandReadablePath({ path }: Request, _response: Response, next: NextFunction): void {
  try {
    decodeURIComponent(path);
    next();
  } catch {
    next(new Problem(400, 'request-invalid', 'The path is not encoded as UTF-8.'));
  }
}

/** Errors of the parsers quote the body. */
function refuseUnreadable(error: unknown, _request: Request, _response: Response, next: NextFunction): void {
  if (error instanceof Problem) return next(error);
  const { status } = error as { status?: unknown };
  const refusal = typeof status === 'number' ? refusals[status] : undefined;
  next(refusal ? new Problem(Number(status), ...refusal) : error);
}

const refusals: Readonly<Partial<Record<number, readonly [code: string, detail: string]>>> = {
  400: ['request-invalid', 'The body is not valid JSON.'],
  413: ['body-too-large', 'The body is too large.'],
  415: ['media-type-unsupported', 'The charset or encoding of the body is not supported.'],
};

function demandUtf8(_request: unknown, _response: unknown, body: Buffer, charset: string): void {
  if (charset !== 'utf-8')
    throw new Problem(
      415,
      'media-type-unsupported',
      'The body must be JSON in UTF-8, not in another charset.',
    );
  if (!isUtf8(body))
    throw new Problem(400, 'body-not-utf8', 'The body is not UTF-8: nothing of it was read.');
}

const takesStream = 'platform:takes-stream';

/** A route that reads its body itself as a stream, whatever the type of it. It limits how much it reads. */
export const TakesStream = () => SetMetadata(takesStream, true);

/**
 * Refuses a body that was not read, such as a text or a form, with 415 instead of a complaint about each field that
 * seems to be missing. Runs after the proof of the caller.
 */
@Injectable()
export class JsonBodyGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    if (Reflect.getMetadata(takesStream, context.getHandler()) === true) return true;
    const request = context.switchToHttp().getRequest<Request>();
    const isUnread = request.body === undefined && request.headers['content-length'] !== '0';
    if (!isUnread || request.is(jsonTypes) !== false) return true;
    throw new Problem(
      415,
      'media-type-unsupported',
      'Send the body as JSON, with "Content-Type: application/json".',
    );
  }
}
