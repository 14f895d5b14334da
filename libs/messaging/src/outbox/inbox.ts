import type { EntityManager } from 'typeorm';

export interface ReceivedMessage {
  readonly source: string;
  readonly id: string;
}

/** Senders may write an id in capital letters; the database answers in small ones. */
const keyOf = (message: ReceivedMessage): string => `${message.source}/${message.id.toLowerCase()}`;

/**
 * Records messages as received by a queue, in the handlers' own transaction, and answers which are new.
 * Waits for a concurrent transaction that records the same message, and believes its outcome.
 */
export async function recordReceived(
  manager: EntityManager,
  queue: string,
  messages: readonly ReceivedMessage[],
): Promise<(message: ReceivedMessage) => boolean> {
  const distinct = [...new Map(messages.map((message) => [keyOf(message), message])).values()].sort((a, b) =>
    keyOf(a) < keyOf(b) ? -1 : 1,
  );
  const rows: ReceivedMessage[] = await manager.query(
    `insert into inbox (queue, source, message_id)
     select $1, received.source, received.id from unnest($2::text[], $3::uuid[]) as received (source, id)
     on conflict do nothing
     returning source, message_id as id`,
    [queue, distinct.map((message) => message.source), distinct.map((message) => message.id)],
  );
  const fresh = new Set(rows.map(keyOf));
  return (message) => fresh.delete(keyOf(message));
}
