import type { Outgoing } from '@ellity/messaging';

/** `taken`: an action is at it. `delivered`: a replay was applied, or changed nothing any more. */
export const letterStates = ['open', 'taken', 'delivered', 'discarded'] as const;
export type LetterState = (typeof letterStates)[number];

/** A row of `letters` but for its sealed content. */
export interface LetterRow {
  readonly id: string;
  readonly group_id: string;
  readonly queue: string;
  readonly failing_queue: string | null;
  readonly message_id: string;
  readonly exchange: string;
  readonly routing_key: string;
  readonly service: string;
  readonly service_version: string | null;
  readonly sender: string | null;
  readonly type: string;
  readonly shop_id: string | null;
  readonly customer_id: string | null;
  readonly trace_id: string | null;
  readonly code: string;
  readonly message: string;
  readonly stack: string | null;
  readonly attempts: number | null;
  readonly occurred_at: Date | null;
  readonly first_at: Date;
  readonly last_at: Date;
  readonly returns: number;
  readonly state: LetterState;
  readonly settled_at: Date | null;
  readonly action_id: string | null;
  readonly bytes: number;
  readonly is_replayable: boolean;
  readonly is_edited: boolean;
  readonly sent_back_at: Date | null;
  readonly erased_at: Date | null;
}

/** What of a letter is sealed. */
export interface LetterContent {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string | number | boolean>>;
  /** Null: there is none. */
  readonly wayBack: Pick<Outgoing, 'exchange' | 'routingKey' | 'options'> | null;
}

/** The columns of a `LetterRow`, of `letters` as l. */
export const letterColumns = `l.id, l.group_id, l.queue, l.failing_queue, l.message_id, l.exchange, l.routing_key,
  l.service, l.service_version, l.sender, l.type, l.shop_id, l.customer_id, l.trace_id, l.code, l.message, l.stack,
  l.attempts, l.occurred_at, l.first_at, l.last_at, l.returns, l.state, l.settled_at, l.action_id, l.bytes,
  l.is_replayable, l.edited_sealed is not null as is_edited, l.sent_back_at, l.erased_at`;
