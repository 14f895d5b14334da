/** A queue at one moment, as the broker counted it. */
export interface Look {
  readonly name: string;
  readonly messages: number;
  /** Acknowledged so far; begins anew when its consumer connects again, and may be unknown. */
  readonly acknowledged: number | undefined;
}

export interface Age {
  readonly ms: number;
  /** It was there when the queue was seen for the first time, so it may be older. */
  readonly isAtLeast: boolean;
}

interface History {
  gone: number;
  acknowledged: number | undefined;
  /** How many had arrived in all by then, in their order; the one before the oldest message's is kept. */
  arrivals: { readonly atMs: number; readonly total: number }[];
}

/** Of a queue that has stood still and grown for longer, every second arrival is forgotten. */
const arrivalsMax = 1_000;

/**
 * How long the oldest message of each queue has waited, which no broker of ours tells. Queues give out in order, so the
 * oldest is the first after all that are gone, and it came by the first look at which so many had arrived: exact to the
 * pause between two looks. What leaves and comes between two looks without being acknowledged, as in queues of retries,
 * makes it look older than it is.
 */
export class QueueAges {
  private readonly histories = new Map<string, History>();

  /** Takes in what the broker counted; a queue that is not among them is forgotten. */
  look(atMs: number, queues: readonly Look[]): void {
    const names = new Set(queues.map(({ name }) => name));
    for (const name of this.histories.keys()) if (!names.has(name)) this.histories.delete(name);
    for (const queue of queues) this.take(atMs, queue);
  }

  /** Undefined: nothing waits, or the queue is not known. */
  ageOf(name: string, nowMs: number): Age | undefined {
    const { arrivals = [], gone = 0 } = this.histories.get(name) ?? {};
    const index = arrivals.findIndex(({ total }) => total > gone);
    const arrival = arrivals[index];
    return arrival && { ms: Math.max(0, nowMs - arrival.atMs), isAtLeast: index === 0 };
  }

  private take(atMs: number, { name, messages, acknowledged }: Look): void {
    const history = this.histories.get(name) ?? { gone: 0, acknowledged, arrivals: [] };
    this.histories.set(name, history);
    history.gone += newlyGone(history.acknowledged, acknowledged);
    history.acknowledged = acknowledged ?? history.acknowledged;
    const before = history.arrivals.at(-1)?.total ?? -1;
    const unseen = Math.max(0, before - history.gone - messages);
    history.gone += unseen;
    const total = history.gone + messages;
    if (messages === 0) history.arrivals = [{ atMs, total }];
    else if (total > before) history.arrivals.push({ atMs, total });
    history.arrivals = bounded(history.arrivals, history.gone);
  }
}

function newlyGone(before: number | undefined, now: number | undefined): number {
  if (now === undefined || before === undefined) return 0;
  return now >= before ? now - before : now;
}

function bounded(arrivals: History['arrivals'], gone: number): History['arrivals'] {
  const oldest = arrivals.findIndex(({ total }) => total > gone);
  const needed = oldest > 1 ? arrivals.slice(oldest - 1) : arrivals;
  const [first, second] = needed;
  return needed.length <= arrivalsMax
    ? needed
    : needed.filter((one, index) => one === first || one === second || index % 2 === 1);
}
