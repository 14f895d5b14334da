import type { ConnectionState } from '@ellity/contracts';

export const connectionStates: readonly ConnectionState[] = ['active', 'paused', 'inactive'];

/** What ends a pause: going on with the same list, or an activation. */
export type WayOut = 'resume' | 'activate' | 'either';

/**
 * Why a connection is paused, and what ends the pause. A reason that is not here doesn't compile; `docs/runbook.md`
 * says of each what to do.
 */
export const pauseReasons = {
  'key-rejected': 'resume',
  'writes-refused': 'resume',
  'account-forbids': 'resume',
  'writes-not-visible': 'resume',
  'list-missing': 'either',
  'list-changed': 'resume',
  'fields-missing': 'either',
  'address-not-trusted': 'either',
  activating: 'activate',
  'activation-stopped': 'activate',
} as const satisfies Readonly<Record<string, WayOut>>;

export type PauseReason = keyof typeof pauseReasons;

export const isPauseReason = (text: string | null): text is PauseReason =>
  text !== null && text in pauseReasons;

/** A reason of before, which is no longer given, may be resumed. */
export const wayOutOf = (reason: string | null): WayOut =>
  isPauseReason(reason) ? pauseReasons[reason] : 'resume';
