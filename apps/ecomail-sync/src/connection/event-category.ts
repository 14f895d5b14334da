/** Of the tracker events of a shop that is alone in its Ecomail account, and of the first of several. */
export const firstCategory = 'ellity';

/** Of any other shop of an account: its automations are to react to this and to nothing else. */
export const categoryOf = (shopId: string): string => `${firstCategory}-${shopId}`;

/**
 * The category that a shop's tracker events get: as asked for, else the one it has, else the first. Undefined: another
 * shop of the account has it, so each event would start the automations of both.
 */
export function freeCategory(
  asked: string | undefined,
  known: string | undefined,
  taken: readonly string[],
): string | undefined {
  const wanted = asked ?? known ?? firstCategory;
  return taken.includes(wanted) ? undefined : wanted;
}
