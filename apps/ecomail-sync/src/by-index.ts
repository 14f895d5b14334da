import type { Transactions } from '@ellity/messaging';

/**
 * Runs a statement of the housekeeping in a transaction of its own, whose planner reads no table from its beginning.
 * Such a statement finds next to nothing every time; statistics do not know that, and where they are old the planner
 * takes rows to remove for so frequent that it expects some on the first pages.
 */
export const byIndex = (
  transactions: Transactions,
  statement: string,
  parameters: readonly unknown[],
): Promise<void> =>
  transactions.run(async ({ manager }) => {
    await manager.query(readsByIndex);
    await manager.query(statement, [...parameters]);
  });

export const readsByIndex = 'set local enable_seqscan = off';
