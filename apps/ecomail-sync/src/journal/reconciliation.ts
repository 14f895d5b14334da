export type EventState = 'delivered' | 'merged' | 'suppressed' | 'parked' | 'waiting';

export interface EventCounts extends Readonly<Record<EventState, number>> {
  readonly in: number;
  /** Of those received, how many another service than loyalty-core published. */
  readonly elsewhere: number;
}

/** An hour of a type in which not every received event is in one state. */
export interface DifferingHour {
  readonly type: string;
  readonly hour: Date;
  readonly received: number;
  readonly inStates: number;
}

/** What its owner published of a type in an hour, as it was received; null: in all the hours before. */
export interface ReceivedHour {
  readonly type: string;
  readonly hour: Date | null;
  readonly received: number;
}

export interface Acknowledged {
  readonly type: string;
  /** Null: of the type as a whole. */
  readonly hour: Date | null;
  readonly missing: number;
  readonly reason: string;
  readonly actor: string;
  readonly at: Date;
}

export interface Reconciliation extends EventCounts {
  readonly shopId: string;
  /** Every received event is in exactly one state. Whether all were received, only their owner can say. */
  readonly consistent: boolean;
  readonly byType: Readonly<Record<string, EventCounts>>;
  /** Why events were suppressed or parked. */
  readonly reasons: Readonly<Record<string, number>>;
  /** Events that were sent once more because their answer never came and they were not found. */
  readonly resent: number;
  readonly differingHours: readonly DifferingHour[];
  readonly hours: readonly ReceivedHour[];
  readonly acknowledged: readonly Acknowledged[];
}
