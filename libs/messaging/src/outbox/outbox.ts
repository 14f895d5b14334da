import { type Envelope, findContract } from '@ellity/contracts';
import type { EntityManager } from 'typeorm';

/**
 * Stores messages to be published, in one statement. Envelopes of unknown types are a programming error and throw.
 * The bodies go as lines of one text: JSON holds no line break, and as an array every quote in them would be escaped.
 * What is in bulk is told when nothing live waits.
 */
export async function insertOutbox(
  manager: EntityManager,
  envelopes: readonly Envelope[],
  isBulk = false,
): Promise<void> {
  if (envelopes.length === 0) return;
  await manager.query(
    `insert into outbox (message_id, exchange, type, shop_id, occurred_at, body, is_bulk)
     select *, $7::boolean
     from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], string_to_array($6, E'\\n'))`,
    [
      envelopes.map((envelope) => envelope.id),
      envelopes.map((envelope) => exchangeOf(envelope)),
      envelopes.map((envelope) => envelope.type),
      envelopes.map((envelope) => envelope.shopid),
      envelopes.map((envelope) => envelope.time),
      envelopes.map((envelope) => JSON.stringify(envelope)).join('\n'),
      isBulk,
    ],
  );
}

function exchangeOf(envelope: Envelope): string {
  const contract = findContract(envelope.type);
  if (!contract) throw new TypeError(`message type ${envelope.type} is not in the contracts`);
  return contract.exchange;
}
