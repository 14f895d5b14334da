import { type CallKind, callKinds } from '@ellity/ecomail';

/**
 * What can go wrong on demand. `latency` delays the handling; `refuse` refuses the whole request with a 422 that names
 * no contact, or with the `errors` that were given. Those with `stored` do the work first: `cut-stored` closes
 * the connection instead of answering, `silent-stored` never answers, `500-stored` says it failed. `cut-late` closes the
 * connection at once and does the work after `latencyMs`, over whatever was done meanwhile. `hold` and `cut-held` are
 * `latency` and `cut-late` without a time: the work is done as soon as all faults are cleared. The others do nothing of
 * the work.
 */
export const faultActions = [
  'latency',
  'hold',
  'cut',
  'cut-stored',
  'cut-late',
  'cut-held',
  'silent',
  'silent-stored',
  '429',
  '500',
  '500-stored',
  'html',
  'refuse',
] as const;
export type FaultAction = (typeof faultActions)[number];

export interface Fault {
  readonly id: number;
  readonly action: FaultAction;
  /** Null means every call of the API. */
  readonly call: CallKind | null;
  /** Only requests whose address, with its query, or body holds this text. */
  readonly containing: string | null;
  /** How many more times; null without end. */
  readonly times: number | null;
  /** Share of the calls it concerns, 0 to 1. */
  readonly rate: number;
  readonly latencyMs: number;
  readonly retryAfterSeconds: number;
  /** What `refuse` answers, in any form. */
  readonly errors?: unknown;
}

export type FaultInput = Omit<Fault, 'id'>;

/** Reads a fault from a request, or tells what is wrong with it. */
export function faultFrom(
  body: unknown,
): FaultInput | { readonly problems: readonly { field: string; problem: string }[] } {
  const given = (typeof body === 'object' && body !== null ? body : {}) as Readonly<Record<string, unknown>>;
  const problems: { field: string; problem: string }[] = [];
  const check = (field: string, isGood: boolean, problem: string) => {
    if (!isGood) problems.push({ field, problem });
  };
  const number = (field: string, otherwise: number, min: number, max: number): number => {
    const value = given[field] ?? otherwise;
    const isGood = typeof value === 'number' && value >= min && value <= max;
    check(field, isGood, `must be a number from ${min} to ${max}`);
    return isGood ? value : otherwise;
  };
  const { action, call = null, containing = null, times = null } = given;
  check(
    'action',
    faultActions.some((one) => one === action),
    `must be one of ${faultActions.join(', ')}`,
  );
  check(
    'call',
    call === null || callKinds.some((one) => one === call),
    `must be absent for all calls, or one of ${callKinds.join(', ')}`,
  );
  check('containing', containing === null || typeof containing === 'string', 'must be a text');
  check(
    'times',
    times === null || (Number.isInteger(times) && Number(times) > 0),
    'must be a whole number above 0, or absent for no end',
  );
  const input = {
    action: action as FaultAction,
    call: call as CallKind | null,
    containing: containing as string | null,
    times: times as number | null,
    rate: number('rate', 1, 0, 1),
    latencyMs: number('latencyMs', 1000, 0, 600_000),
    retryAfterSeconds: number('retryAfterSeconds', 5, 0, 3600),
    ...(given['errors'] === undefined ? {} : { errors: given['errors'] }),
  };
  const known = new Set([
    'action',
    'call',
    'containing',
    'times',
    'rate',
    'latencyMs',
    'retryAfterSeconds',
    'errors',
    'account',
  ]);
  for (const name of Object.keys(given)) check(name, known.has(name), 'is no property of a fault');
  return problems.length > 0 ? { problems } : input;
}

/** The first fault that hits, given a random number from 0 to 1 for each. */
export function faultFor(
  faults: readonly Fault[],
  call: CallKind,
  holds: (text: string) => boolean,
  random: () => number,
): Fault | undefined {
  return faults.find(
    (fault) =>
      (fault.call === null || fault.call === call) &&
      (fault.containing === null || holds(fault.containing)) &&
      (fault.rate >= 1 || random() < fault.rate),
  );
}
