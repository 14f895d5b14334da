import type { Core } from '../api/types';
import { isZero } from '../language/amounts';

const sums = ['given', 'givenBack', 'spent', 'takenBack', 'lapsed'] as const;
type Sum = (typeof sums)[number];
const rare: readonly Sum[] = ['givenBack', 'takenBack'];

/** Those that are shown: what was given, spent and lapsed always, the others where there were any, so that all adds up. */
export const shownSums = (total: Pick<Core['SumsView']['total'], Sum>): readonly Sum[] =>
  sums.filter((sum) => !rare.includes(sum) || !isZero(total[sum]));
