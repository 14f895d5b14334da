import type { Say } from '../language/texts';
import type { cs } from './texts';

const lanes = [
  'live',
  'bulk',
  'pin',
  'credit',
  'expiry',
  'profile',
  'export',
  'drift',
  'unconfirmed',
] as const;

/** A lane in words; one that this page does not know yet by its own name. */
export function laneText(lane: string, say: Say<typeof cs>): string {
  const known = lanes.find((one) => one === lane);
  return known === undefined ? lane : say(`lane.${known}`);
}
