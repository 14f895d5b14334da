import { Clock, Keyset, type Page } from '@ellity/platform';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { AuditEntry } from './audit.response';
import { type AskedChange, auditedPath } from './asked-change';

interface AuditRow extends Omit<AuditEntry, 'at' | 'id'> {
  readonly id: string;
  readonly at: Date;
}

interface AuditFilter {
  readonly limit: number;
  readonly before: string | undefined;
  readonly shopId: string | undefined;
  readonly personId: string | undefined;
}

const order = new Keyset('audit', ['integer']);

/**
 * Who asked for which change, when, and what came of it. It is written before the change is asked for, so that none is
 * made without it; the answer is added afterwards.
 */
@Injectable()
export class AuditService {
  private readonly logger = new Logger('audit');

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Resolves with what takes the answer's status, when there is one. */
  async begin({
    person,
    service,
    method,
    path,
    shopId,
  }: AskedChange): Promise<(status: number) => Promise<void>> {
    const [row]: { id: string }[] = await this.dataSource.query(
      `insert into audit (at, person_id, role, service, method, path, shop_id)
       values ($1, $2, $3, $4, $5, $6, $7) returning id`,
      [
        this.clock.now(),
        person?.id ?? null,
        person?.role ?? null,
        service,
        method,
        auditedPath(path),
        shopId ?? null,
      ],
    );
    return async (status) => {
      try {
        await this.dataSource.query('update audit set status = $2 where id = $1', [row?.id, status]);
      } catch (err) {
        this.logger.error(
          { err, auditId: row?.id, status },
          'the answer to a change is missing in the audit',
        );
      }
    };
  }

  /** The newest first. */
  async page({ limit, before, shopId, personId }: AuditFilter): Promise<Page<AuditEntry>> {
    const [last] = order.keysOf(before) ?? [];
    const rows: AuditRow[] = await this.dataSource.query(
      `select audit.id, at, person_id as "personId", people.name as "personName", audit.role, service, method, path,
              shop_id as "shopId", status
         from audit left join people on people.id = audit.person_id
        where ($2::bigint is null or audit.id < $2) and ($3::text is null or shop_id = $3)
          and ($4::uuid is null or person_id = $4)
        order by audit.id desc limit $1`,
      [limit + 1, last ?? null, shopId ?? null, personId ?? null],
    );
    const entries = rows.map((row) => ({ ...row, at: row.at.toISOString() }));
    return order.pageOf(entries, limit, ({ id }) => [id]);
  }

  /** Resolves with how many ended. */
  async deleteBefore(instant: Date): Promise<number> {
    const [, deleted] = await this.dataSource.query<[unknown, number]>('delete from audit where at < $1', [
      instant,
    ]);
    return deleted;
  }
}
