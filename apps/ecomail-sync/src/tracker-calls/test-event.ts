import { callLanes } from '../accounts/lanes';
import { trackerEventOf } from './tracker-call';

export const testLabels = ['test', ...callLanes] as const;
export type TestLabel = (typeof testLabels)[number];

/**
 * An event that tells of no change: its value says so, and its property is no domain event's id, so that nothing takes
 * it for one.
 */
export const testEventOf = (
  { email, label, id }: { readonly email: string; readonly label: TestLabel; readonly id: string },
  category: string,
) => ({
  ...trackerEventOf({ id: `test-${id}`, email, label: 'credit', value: { test: true } }, category),
  label,
});
