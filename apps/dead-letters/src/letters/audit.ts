import type { Caller } from '@ellity/platform';
import { v7 as uuidv7 } from 'uuid';

export interface AuditEntry {
  readonly what: string;
  readonly why?: string | undefined;
  readonly actionId?: string;
  readonly groupId?: string;
  readonly letterId?: string;
  readonly filter?: object;
  readonly before?: object;
  readonly after?: object;
}

interface Writes {
  query(sql: string, values: unknown[]): Promise<unknown>;
}

/** Who acts: the person in whose name the caller calls, or the service itself. */
export const actorOf = ({ actor, service }: Caller): string => actor?.id ?? service;

/** Adds to the audit, in the transaction of the change. */
export async function recordAudit(manager: Writes, caller: Caller, entry: AuditEntry): Promise<void> {
  const json = (value: object | undefined) => (value === undefined ? null : JSON.stringify(value));
  await manager.query(
    `insert into audit (id, actor, service, what, why, action_id, group_id, letter_id, filter, before, after)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[uuidv7(), actorOf(caller), caller.service, entry.what, entry.why ?? null],
      ...[entry.actionId ?? null, entry.groupId ?? null, entry.letterId ?? null],
      ...[json(entry.filter), json(entry.before), json(entry.after)],
    ],
  );
}
