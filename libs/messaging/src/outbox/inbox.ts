import type { EntityManager } from 'typeorm';

export interface ReceivedMessage {
  readonly source: string;
  readonly id: string;
}

/** Senders may write an id in capital letters; the database answers in small ones. */
const keyOf = ({ source, id }: ReceivedMessage): string => `${id.toLowerCase()}/${source}`;

/**
 * Records messages as received by a queue, in the handlers' own transaction, and answers which are new, each once.
 * Waits for a concurrent transaction that records the same message, and believes its outcome.
 */
export async function recordReceived(
  manager: EntityManager,
  queue: string,
  messages: readonly ReceivedMessage[],
): Promise<(message: ReceivedMessage) => boolean> {
  const byKey = new Map<string, ReceivedMessage>();
  for (const message of messages) byKey.set(keyOf(message), message);
  const keys = [...byKey.keys()].sort();
  const ids = keys.map((key) => key.slice(0, uuidLength));
  const sources = keys.map((key) => key.slice(uuidLength + 1));
  const isOneSource = sources.every((source) => source === sources[0]);
  const repeated: ReceivedMessage[] = await manager.query(record, [
    queue,
    `{${ids.join(',')}}`,
    isOneSource ? sources.slice(0, 1) : sources,
  ]);
  const known = new Set(repeated.map(keyOf));
  return (message) => {
    const { size } = known;
    return known.add(keyOf(message)).size > size;
  };
}

const uuidLength = 36;

/** Answers with what was there already: of most batches nothing. $3: the source of each, or the one of all. */
const record = `
  with received as materialized (
    select coalesce(($3::text[])[place], ($3::text[])[1]) as source, id
    from unnest($2::uuid[]) with ordinality as received (id, place)),
  fresh as (
    insert into inbox (queue, source, message_id) select $1, source, id from received
    on conflict do nothing
    returning source, message_id as id)
  select source, id from received where (source, id) not in (select source, id from fresh)`;
