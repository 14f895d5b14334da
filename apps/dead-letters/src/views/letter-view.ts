import { shortenAddresses } from '@ellity/platform';
import type { LetterRow } from '../letters/letter';
import type { LetterView } from './letters.response';

const instant = (at: Date | null): string | null => at?.toISOString() ?? null;

/** A letter as people may see it. */
export const letterView = (row: LetterRow): LetterView => ({
  id: row.id,
  groupId: row.group_id,
  messageId: row.message_id,
  queue: row.queue,
  failingQueue: row.failing_queue,
  service: row.service,
  serviceVersion: row.service_version,
  sender: row.sender,
  type: row.type,
  shopId: row.shop_id,
  customerId: row.customer_id,
  code: row.code,
  message: shortenAddresses(row.message),
  attempts: row.attempts,
  occurredAt: instant(row.occurred_at),
  firstAt: row.first_at.toISOString(),
  lastAt: row.last_at.toISOString(),
  returns: row.returns,
  state: row.state,
  bytes: row.bytes,
  isReplayable: row.is_replayable,
  isEdited: row.is_edited,
  sentBackAt: instant(row.sent_back_at),
});
