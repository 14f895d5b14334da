/**
 * The lanes of a key, and the share of its turns that each is guaranteed, in per cent. What a lane leaves is lent to
 * those that want more, by the same shares; a lane that was idle has its turn at once.
 */
export const laneShares = {
  pin: 40,
  credit: 25,
  expiry: 8,
  profile: 11,
  checks: 5,
  activation: 8,
  export: 2,
  drift: 1,
} as const;

export type Lane = keyof typeof laneShares;

export const lanes = Object.keys(laneShares) as readonly Lane[];

/** Contact writes, and tracker calls: their number is that of `contacts.dirty_lane` and `domain_events.due_lane`. */
export const writeLanes = [
  'pin',
  'credit',
  'expiry',
  'profile',
  'export',
  'drift',
] as const satisfies readonly Lane[];
export const callLanes = ['pin', 'credit', 'expiry'] as const satisfies readonly Lane[];

/** The number in `domain_events.due_lane` of a call without an answer. */
export const unconfirmedLane = 9;
