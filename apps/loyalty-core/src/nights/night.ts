/** One night of a shop, as its table keeps it. */
import type { Day } from '@ellity/contracts';

export interface Night {
  /** The `runId` of the entries that it books. */
  readonly id: string;
  readonly shopId: string;
  readonly localDate: Day;
}

/** What a night is carried out by; one chunk is one transaction. */
export interface NightRules extends Night {
  /** The day of the shop now, or that of a night which is run ahead. */
  readonly today: Day;
  readonly leadDays: number;
  readonly target: 'none' | 'system' | 'ecomail';
}

/** What is going to happen in a night, or happened. */
export interface NightCounts {
  readonly lapsed: number;
  readonly lapsedAmount: string;
  readonly warned: number;
}
