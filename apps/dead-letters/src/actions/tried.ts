import type { Asked, CodeShare } from './actions.response';

/** What a service answered of a message that it tried. */
export interface Tried {
  readonly outcome: 'would-apply' | 'no-op' | 'error' | 'unanswered';
  readonly code?: string;
}

/** The answers as counts, and what they say about all letters. */
export function summaryOf(tried: readonly Tried[], letters: number): Asked {
  const of = (outcome: Tried['outcome']) => tried.filter((one) => one.outcome === outcome);
  const [answered, wouldApply] = [tried.length - of('unanswered').length, of('would-apply').length];
  return {
    answered,
    unanswered: of('unanswered').length,
    wouldApply,
    wouldBeNoOp: sharesOf(of('no-op')),
    wouldFail: sharesOf(of('error')),
    estimatedToApply: answered === 0 ? 0 : Math.round((letters * wouldApply) / answered),
  };
}

function sharesOf(tried: readonly Tried[]): CodeShare[] {
  const counts = new Map<string, number>();
  for (const { code = 'unknown' } of tried) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].map(([code, letters]) => ({ code, letters })).sort((a, b) => b.letters - a.letters);
}
