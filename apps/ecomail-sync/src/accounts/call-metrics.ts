import type { CallReport } from '@ellity/ecomail';
import { Counter, Gauge } from 'prom-client';

const calls = new Counter({
  name: 'ecomail_calls_total',
  help: 'Calls to Ecomail by kind and by the status of the answer, or the code of the failure where none came.',
  labelNames: ['call', 'status'] as const,
});

/** Counts one finished call. */
export function countCall({ kind, status, code }: CallReport): void {
  calls.inc({ call: kind, status: status === undefined ? (code ?? 'unknown') : String(status) });
}

const windowMs = 60_000;
interface Turn {
  readonly at: number;
  readonly turns: number;
}
const turnsOf = new Map<string, { readonly allowed: number; taken: Turn[] }>();

/** Notes turns that were taken, for the share of the allowed calls that this process used in the last minute. */
export function noteTurns(keyHash: string, allowed: number, turns: number, now = performance.now()): void {
  const known = turnsOf.get(keyHash);
  const taken = [...(known?.taken ?? [])].filter(({ at }) => at > now - windowMs);
  turnsOf.set(keyHash, { allowed, taken: [...taken, { at: now, turns }] });
}

new Gauge({
  name: 'ecomail_budget_used_ratio',
  help: 'Share of the calls that its key allows a minute which this process used in the last one; the key by the beginning of its hash.',
  labelNames: ['key'] as const,
  collect() {
    this.reset();
    const since = performance.now() - windowMs;
    for (const [keyHash, { allowed, taken }] of turnsOf) {
      const used = taken.reduce((sum, { at, turns }) => (at > since ? sum + turns : sum), 0);
      if (used === 0) turnsOf.delete(keyHash);
      else this.set({ key: keyHash.slice(0, 8) }, used / allowed);
    }
  },
});
