import {
  applyDecorators,
  type CallHandler,
  createParamDecorator,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import { ApiExtension, ApiHeader } from '@nestjs/swagger';
import type { Response } from 'express';
import { createHash } from 'node:crypto';
import { type Observable, tap } from 'rxjs';
import type { Caller } from '../access/caller';
import type { CalledRequest } from '../access/service-access';
import { Problem } from './problem';

/** In the OpenAPI document: answers carry an ETag. */
export const taggedExtension = 'x-answers-with-etag';

/** The strong ETag of an answer: equal exactly where the answers are, in whatever order their fields stand. */
export function etagOf(answer: unknown): string {
  const digest = createHash('sha256').update(sortedJson(answer)).digest('base64url');
  return `"${digest.slice(0, 22)}"`;
}

/** JSON with the fields of every object in the order of their names. */
export const sortedJson = (value: unknown): string => JSON.stringify(value, inOrder);

const inOrder = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;

/** A route whose answer carries its ETag, to be given back as `If-Match` by whoever changes what was read. */
export const Tagged = (): MethodDecorator =>
  applyDecorators(UseInterceptors(TaggedAnswer), ApiExtension(taggedExtension, true));

@Injectable()
class TaggedAnswer implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const response = context.switchToHttp().getResponse<Response>();
    return next.handle().pipe(tap((answer) => response.setHeader('etag', etagOf(answer))));
  }
}

/** What a change says about the state that it was decided on. */
export class Precondition {
  /** `tags`: the states that will do; null: any. */
  private constructor(private readonly tags: readonly string[] | null) {}

  /**
   * People decide on what they read before: they must say so, or two of them undo each other's work unseen. A service
   * on its own account sets what it knows to be right, and may leave it out. `*` means any state to both.
   */
  static of(header: string | undefined, { actor }: Caller): Precondition {
    if (header === undefined && actor) throw required();
    if (header === undefined || header.trim() === '*') return new Precondition(null);
    if (!tagListPattern.test(header)) throw unreadable();
    return new Precondition(header.match(tagPattern) ?? []);
  }

  /** `current`: what a reader gets now; call it under the lock under which the change is made. Throws Problem 412. */
  demand(current: unknown): void {
    if (this.tags === null || this.tags.includes(etagOf(current))) return;
    throw new Problem(
      412,
      'precondition-failed',
      'This was changed since you read it: read it again, decide anew, and send its new ETag as If-Match.',
    );
  }
}

/** Weak tags are read, and equal none: they do not promise that nothing differs. */
const tagPattern = /(?:W\/)?"[^"]*"/g;
const tagListPattern = /^\s*(?:W\/)?"[^"]*"(?:\s*,\s*(?:W\/)?"[^"]*")*\s*$/;

const required = (): Problem =>
  new Problem(
    428,
    'precondition-required',
    'In the name of a person send the ETag of what they read as If-Match, so that nobody overwrites a change unseen.',
  );

const unreadable = (): Problem =>
  new Problem(400, 'request-invalid', 'If-Match holds no ETag; see errors.', [
    { field: 'If-Match', problem: 'must be the ETag as it was answered, with its quotation marks' },
  ]);

const PreconditionParam = createParamDecorator((_: unknown, context: ExecutionContext): Precondition => {
  const request = context.switchToHttp().getRequest<CalledRequest>();
  if (!request.caller) throw new TypeError('a public route has no caller');
  return Precondition.of(request.headers['if-match'], request.caller);
});

/** `@IfMatch() ifMatch: Precondition`; the handler demands it under its lock. */
export const IfMatch = (): ParameterDecorator => (target, name, index) => {
  PreconditionParam()(target, name, index);
  const descriptor = name === undefined ? undefined : Object.getOwnPropertyDescriptor(target, name);
  if (name === undefined || !descriptor) throw new TypeError('If-Match is for the handler of a route');
  ApiHeader({
    name: 'If-Match',
    required: false,
    description:
      'The ETag of what was read before. Must be given in the name of a person; a service on its own account may leave it out, and overwrites then',
  })(target, name, descriptor);
};
