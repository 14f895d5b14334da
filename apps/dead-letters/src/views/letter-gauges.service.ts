import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Gauge } from 'prom-client';
import type { Stats } from './groups.response';
import { type GrownGroup, GroupsService } from './groups.service';

interface Measured {
  readonly stats: Stats;
  readonly grown: readonly GrownGroup[];
}

let measured: (() => Promise<Measured>) | undefined;
let measuring: Promise<void> | undefined;

const letters = new Gauge({
  name: 'dead_letters',
  help: 'Stored letters by failing queue and state (open, taken, delivered, discarded).',
  labelNames: ['queue', 'state'] as const,
  collect,
});
const groups = new Gauge({
  name: 'dead_letters_groups',
  help: 'Groups with an open letter: all of them, and those that nobody looked at.',
  labelNames: ['seen'] as const,
  collect,
});
const groupLetters = new Gauge({
  name: 'dead_letters_group_open',
  help: 'Open letters of a group, of the fifty that grew last.',
  labelNames: ['group', 'queue', 'code'] as const,
  collect,
});
const unseenAge = new Gauge({
  name: 'dead_letters_oldest_unseen_age_seconds',
  help: 'Age of the oldest group with an open letter that nobody looked at; 0 when there is none.',
  collect,
});

/** A database that does not answer leaves no value, rather than a wrong one. */
function collect(): Promise<void> {
  measuring ??= measure().finally(() => (measuring = undefined));
  return measuring;
}

async function measure(): Promise<void> {
  letters.reset();
  groupLetters.reset();
  const found = await measured?.().catch(() => undefined);
  if (!found) return;
  const { stats, grown } = found;
  for (const { id: group, queue, code, open } of grown) groupLetters.set({ group, queue, code }, open);
  for (const { queue, counts } of stats.queues)
    for (const [state, count] of Object.entries(counts) as [string, number][])
      letters.set({ queue, state }, count);
  groups.set({ seen: 'no' }, stats.unseenGroups);
  groups.set({ seen: 'yes' }, stats.groups - stats.unseenGroups);
  const { oldestUnseenAt: oldest } = stats;
  unseenAge.set(oldest === null ? 0 : Math.max(0, (Date.now() - Date.parse(oldest)) / 1_000));
}

/** Has the letters counted at every question for metrics. */
@Injectable()
export class LetterGaugesService implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(private readonly groups: GroupsService) {}

  onApplicationBootstrap(): void {
    measured = async () => ({ stats: await this.groups.stats(), grown: await this.groups.grownLast() });
  }

  onModuleDestroy(): void {
    measured = undefined;
  }
}
