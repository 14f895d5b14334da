import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import { createHash } from 'node:crypto';
import { sortedJson } from '../http/etag';
import { Problem } from '../http/problem';

export const ownKeysMetadata = 'platform:keeps-own-keys';
export const repeatableMetadata = 'platform:repeatable';
/** In the OpenAPI document: `required`, `optional`, or why a key is not needed. */
export const requestKeyExtension = 'x-idempotency-key';

/** A write whose handler keeps keys and answers itself, for ever, and demands a key. */
export const KeepsOwnKeys = (): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata(ownKeysMetadata, true), ApiExtension(requestKeyExtension, 'required'));

/** A write that does the same however often it is asked for, and takes no notice of a key; `why` is for its callers. */
export const Repeatable = (why: string): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata(repeatableMetadata, true), ApiExtension(requestKeyExtension, why));

/** The key of a request, in its bounds. Throws Problem 400. */
export function checkedRequestKey(key: unknown): string {
  if (typeof key === 'string' && /^[\x21-\x7e][\x20-\x7e]{0,199}$/.test(key)) return key;
  throw new Problem(400, 'idempotency-key-invalid', 'Send an Idempotency-Key that names this change alone.', [
    { field: 'Idempotency-Key', problem: 'must be given, with 1 to 200 printable ASCII characters' },
  ]);
}

/** Of all that a request asks for; equal exactly where two requests ask for the same, whatever the order of fields. */
export function requestDigest(asked: { method: string; url: string; body: unknown }): string {
  return createHash('sha256').update(sortedJson(asked)).digest('base64url');
}

/** One answer to the same key with something else, in every service. */
export const keyReused = (): Problem =>
  new Problem(422, 'key-reused', 'This Idempotency-Key was used with another body before. Use a new one.');
