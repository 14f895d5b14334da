/** Where a connection may be and every way from one stage to the next; `docs/connections.md` draws it. */
import type { ConnectionState } from '@ellity/contracts';

export const connectionStates: readonly ConnectionState[] = ['active', 'paused', 'inactive'];

/** Where a connection is, as people read it; the row says the same by its state, its reason and its remarks. */
export const stages = [
  ...(['not-added', 'added', 'activating', 'activation-stopped', 'active', 'active-with-remarks'] as const),
  ...(['paused', 'key-rejected', 'list-gone', 'other-account', 'fields-missing'] as const),
  ...(['account-refuses', 'address-not-trusted', 'disconnecting'] as const),
] as const;
export type Stage = (typeof stages)[number];

/**
 * Why a connection is paused, and the stage that this is. A reason that is not here doesn't compile; `docs/runbook.md`
 * says of each what to do.
 */
export const pauseReasons = {
  'paused-by-order': 'paused',
  'key-rejected': 'key-rejected',
  'writes-refused': 'account-refuses',
  'account-forbids': 'account-refuses',
  'writes-not-visible': 'account-refuses',
  'list-missing': 'list-gone',
  'list-changed': 'other-account',
  'fields-missing': 'fields-missing',
  'address-not-trusted': 'address-not-trusted',
  activating: 'activating',
  'activation-stopped': 'activation-stopped',
  disconnecting: 'disconnecting',
} as const satisfies Readonly<Record<string, Stage>>;

/** Why a connection that is not active has a key: it was entered, and no list is chosen yet. */
export const keyEntered = 'key-entered';

export type PauseReason = keyof typeof pauseReasons;

export const isPauseReason = (text: string | null): text is PauseReason =>
  text !== null && text in pauseReasons;

/** What of a row says where the connection is. */
export interface Standing {
  readonly state: ConnectionState;
  readonly reason: string | null;
  readonly remarks: readonly string[];
}

/** A reason of before, which is no longer given, is a pause. */
export function stageOf(standing: Standing | undefined): Stage {
  if (!standing) return 'not-added';
  if (standing.state === 'inactive') return standing.reason === keyEntered ? 'added' : 'not-added';
  if (standing.state === 'active') return standing.remarks.length > 0 ? 'active-with-remarks' : 'active';
  return isPauseReason(standing.reason) ? pauseReasons[standing.reason] : 'paused';
}

/** Stages that have their ways in common. */
export const stageGroups = {
  working: ['active', 'active-with-remarks'],
  stopped: [
    ...(['key-rejected', 'list-gone', 'other-account', 'fields-missing', 'account-refuses'] as const),
    'address-not-trusted',
  ],
} as const satisfies Readonly<Record<string, readonly Stage[]>>;
const { working, stopped } = stageGroups;
/** With a key, and not about to end. */
const setUp: readonly Stage[] = [
  ...(['added', 'activating', 'activation-stopped', 'paused'] as const),
  ...[...working, ...stopped],
];

interface MoveRule {
  readonly from: readonly Stage[];
  /** Undefined: where it began. */
  readonly to?: readonly Stage[];
  /** Who makes it: people by this request, or this service when it finds that out. */
  readonly by: { readonly request: string } | { readonly finding: string };
}

/** Every way from a stage to the next. What is not here does not happen. */
export const moves = {
  'key-entered': {
    from: ['not-added', 'added'],
    to: ['added'],
    by: { request: 'PUT /connections/{shop}/key' },
  },
  'key-changed': {
    from: [...working, 'key-rejected', 'other-account'],
    to: working,
    by: { request: 'PUT /connections/{shop}/key' },
  },
  'key-kept': {
    from: [
      ...(['activation-stopped', 'paused', 'list-gone', 'fields-missing', 'account-refuses'] as const),
      'address-not-trusted',
    ],
    by: { request: 'PUT /connections/{shop}/key' },
  },
  'activation-began': {
    from: ['not-added', 'added', 'activating', 'activation-stopped', ...working, 'paused', ...stopped],
    to: ['activating'],
    by: { request: 'PUT /connections/{shop}' },
  },
  'activation-repeated': { from: working, to: working, by: { request: 'PUT /connections/{shop}' } },
  'activation-ended': {
    from: ['activating'],
    to: [...working, 'paused'],
    by: { finding: 'the list was read and every contact is marked to be written' },
  },
  'activation-stopped': {
    from: ['activating'],
    to: ['activation-stopped'],
    by: { finding: 'the run of the activation failed or was cancelled' },
  },
  stopped: { from: working, to: stopped, by: { finding: 'only people can mend what Ecomail answered' } },
  'other-account-found': {
    from: [...working, ...stopped],
    to: ['other-account'],
    by: { finding: 'a key was given that shows another list under the number of ours' },
  },
  paused: { from: working, to: ['paused'], by: { request: 'POST /connections/{shop}/pause' } },
  resumed: {
    from: [...working, 'paused', ...stopped],
    to: working,
    by: { request: 'POST /connections/{shop}/resume' },
  },
  'disconnect-began': {
    from: ['activating', 'activation-stopped', ...working, 'paused', ...stopped, 'disconnecting'],
    to: ['disconnecting'],
    by: { request: 'POST /connections/{shop}/disconnect' },
  },
  disconnected: {
    from: ['disconnecting'],
    to: ['not-added'],
    by: { finding: 'our fields are blank at every contact' },
  },
  'test-mode-set': { from: setUp, by: { request: 'PUT /connections/{shop}/test-mode' } },
  'test-mode-ended': { from: setUp, by: { request: 'DELETE /connections/{shop}/test-mode' } },
  ended: {
    from: ['added', 'activating', 'activation-stopped', ...working, 'paused', ...stopped, 'disconnecting'],
    to: ['not-added'],
    by: { request: 'DELETE /connections/{shop}' },
  },
} as const satisfies Readonly<Record<string, MoveRule>>;

export type Move = keyof typeof moves;
const moveRules: Readonly<Record<Move, MoveRule>> = moves;

/** Where a move leads to, as the row says it. */
export type Target =
  | { readonly state: 'active' | 'inactive' }
  | { readonly state: 'inactive'; readonly reason: typeof keyEntered }
  | { readonly state: 'paused'; readonly reason: PauseReason };

/** A move that leaves a connection with a key where it is leads there. */
export function targetOf({ state, reason }: Pick<Standing, 'state' | 'reason'>): Target {
  if (state === 'inactive') return { state, reason: keyEntered };
  if (state === 'active') return { state };
  return { state, reason: isPauseReason(reason) ? reason : 'paused-by-order' };
}

export const reasonOf = (target: Target): PauseReason | typeof keyEntered | null =>
  'reason' in target ? target.reason : null;

/** Whether the move begins where the connection is, and ends where it may. */
export function mayMove(move: Move, from: Stage, target: Target, remarks: readonly string[]): boolean {
  const to = stageOf({ state: target.state, reason: reasonOf(target), remarks });
  const rule = moveRules[move];
  return rule.from.includes(from) && (rule.to ?? [from]).includes(to);
}

/** What people can do about a connection at a stage. */
export const requestsAt = (stage: Stage): string[] => [
  ...new Set(
    Object.values(moveRules).flatMap(({ from, by }) =>
      'request' in by && from.includes(stage) ? [by.request] : [],
    ),
  ),
];
