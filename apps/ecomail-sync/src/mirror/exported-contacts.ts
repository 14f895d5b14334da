/** The number of the lane of what only an export writes, in `contacts.dirty_lane`. */
export const exportLane = 4;

/**
 * The lane of a contact that is to be written again, whoever kept it back: the one it waits in, else that of profiles at
 * the latest. In the lane of an export that has ended meanwhile it would wait for the next one.
 */
export const laneWithoutExport = (contact: string): string =>
  `case when ${contact}.due_lane is null then least(${contact}.dirty_lane, 3) else ${contact}.dirty_lane end`;

/** Counts what a batch of writes did for an export ($1), in the transaction that records the batch: $2 were there as they are, $3 were written. */
export const countExported = `update exports set unchanged = unchanged + $2, stored = stored + $3 where run_id = $1`;
