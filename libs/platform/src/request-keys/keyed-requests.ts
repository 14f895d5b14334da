import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import type { Response } from 'express';
import { from, lastValueFrom, type Observable } from 'rxjs';
import type { DataSource, QueryRunner } from 'typeorm';
import type { CalledRequest } from '../access/service-access';
import { Problem } from '../http/problem';
import type { SecretBox } from '../secrets/secret-box';
import {
  checkedRequestKey,
  keyReused,
  ownKeysMetadata,
  repeatableMetadata,
  requestDigest,
} from './request-key';
import { answerContext } from './request-keys-table';
import { RequestTransaction } from './request-transaction';
import { Turns } from './turns';

interface KeyRow {
  readonly digest: string;
  readonly status: number;
  readonly etag: string | null;
  readonly answer_sealed: string | null;
}

interface KeyedRequest {
  readonly service: string;
  readonly key: string;
  readonly route: string;
  readonly digest: string;
}

const writes = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
const noContent = 204;
const lockTimeout = '10s';
const lockNotAvailable = '55P03';

/**
 * Lets a write count once under the Idempotency-Key of the service that asks: repeated it gets the first answer and
 * changes nothing; of several at once one is carried out, and the others wait for its answer. What is refused or fails
 * leaves no trace, so it may be asked again under the same key. Key, change and answer are one transaction: the handler
 * is run inside of it (`RequestTransaction`).
 */
export class KeyedRequests implements NestInterceptor {
  private readonly turns: Turns;

  /** `connections`: of the pool. A keyed request holds one and may need another, so no more than half may be held. */
  constructor(
    private readonly dataSource: DataSource,
    private readonly reflector: Reflector,
    private readonly secrets: SecretBox,
    connections: number,
  ) {
    this.turns = new Turns(Math.max(1, Math.floor(connections / 2)));
  }

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<CalledRequest>();
    if (context.getType() !== 'http' || !writes.has(request.method) || !request.caller) return next.handle();
    const header = request.headers['idempotency-key'];
    if (this.is(ownKeysMetadata, context)) {
      checkedRequestKey(header);
      return next.handle();
    }
    if (header === undefined || this.is(repeatableMetadata, context)) return next.handle();
    const { method, originalUrl: url } = request;
    const asked: KeyedRequest = {
      service: request.caller.service,
      key: checkedRequestKey(header),
      route: `${method} ${context.getClass().name}.${context.getHandler().name}`,
      digest: requestDigest({ method, url, body: request.body as unknown }),
    };
    const response = http.getResponse<Response>();
    return from(this.turns.take(() => this.once(asked, response, () => lastValueFrom(next.handle()))));
  }

  private async once(
    asked: KeyedRequest,
    response: Response,
    handle: () => Promise<unknown>,
  ): Promise<unknown> {
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.startTransaction();
      await runner.query(`set local lock_timeout = '${lockTimeout}'`);
      const before = await claim(runner, asked);
      if (before) return this.repeated(before, asked, response);
      const transaction = new RequestTransaction(runner);
      const answer = await transaction.around(handle);
      await this.keep(runner, asked, response, answer);
      await runner.commitTransaction();
      transaction.committed();
      return answer;
    } finally {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      await runner.release();
    }
  }

  private repeated(row: KeyRow, { service, key, digest }: KeyedRequest, response: Response): unknown {
    if (row.digest !== digest) throw keyReused();
    response.status(row.status).setHeader('idempotent-replayed', 'true');
    if (row.etag !== null) response.setHeader('etag', row.etag);
    if (row.answer_sealed === null) return undefined;
    return JSON.parse(this.secrets.open(row.answer_sealed, answerContext(service, key)));
  }

  private async keep(
    runner: QueryRunner,
    { service, key }: KeyedRequest,
    response: Response,
    answer: unknown,
  ): Promise<void> {
    const text = response.statusCode === noContent ? undefined : JSON.stringify(answer);
    const etag = response.getHeader('etag');
    await runner.query(
      'update request_keys set status = $3, etag = $4, answer_sealed = $5 where service = $1 and key = $2',
      [
        service,
        key,
        response.statusCode,
        typeof etag === 'string' ? etag : null,
        text === undefined ? null : this.secrets.seal(text, answerContext(service, key)),
      ],
    );
  }

  private is(metadata: string, context: ExecutionContext): boolean {
    return (
      this.reflector.getAllAndOverride<unknown>(metadata, [context.getHandler(), context.getClass()]) === true
    );
  }
}

/** Undefined: the key is new, and ours. Whoever claims it at the same time is waited for. */
async function claim(
  runner: QueryRunner,
  { service, key, route, digest }: KeyedRequest,
): Promise<KeyRow | undefined> {
  try {
    const claimed = (await runner.query(
      `insert into request_keys (service, key, route, digest) values ($1, $2, $3, $4)
       on conflict do nothing returning 1`,
      [service, key, route, digest],
    )) as unknown[];
    if (claimed.length > 0) return undefined;
  } catch (error) {
    if ((error as { code?: unknown }).code === lockNotAvailable) throw underWay();
    throw error;
  }
  const [row] = (await runner.query(
    'select digest, status, etag, answer_sealed from request_keys where service = $1 and key = $2',
    [service, key],
  )) as KeyRow[];
  if (!row) throw underWay();
  return row;
}

const underWay = (): Problem =>
  new Problem(
    409,
    'request-under-way',
    'A request with this Idempotency-Key is being carried out: ask again under the same key.',
  );
