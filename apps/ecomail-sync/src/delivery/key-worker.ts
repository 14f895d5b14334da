import { type Lane, lanes } from '../accounts/lanes';

/** What has its own backing off: a list notice that cannot be checked stops no write. */
export type WorkKind = 'writes' | 'calls' | 'notices' | 'unconfirmed';

/** Work of one shop, of one kind, in one lane: done by at most one job at a time. */
export interface Line {
  readonly shopId: string;
  readonly kind: WorkKind;
  readonly lane: Lane;
}

export const nameOf = ({ shopId, kind, lane }: Line): string => `${shopId}/${kind}/${lane}`;

/** What a job did. `underWay`: calls that go on after it, so that the next job of its line need not wait for them. */
export interface Done {
  /** There may be more to do at once. */
  readonly hasMore: boolean;
  readonly underWay?: readonly Promise<void>[];
  /** Nothing could be done just now, such as where another lane's write is under way: it says nothing of Ecomail. */
  readonly isIdle?: boolean;
  /** The rest of the job, where the next one of its line may begin before it. */
  readonly goesOn?: Promise<Done>;
  readonly rest?: Rest;
}

/** So long the next job of its line does not begin, unless nothing calls for the rest any more. */
export interface Rest {
  readonly ms: number;
  readonly isCalledFor: () => boolean;
}

/** What a worker needs of the rest. */
export interface KeyWork {
  /** The lines of these shops that have something to do. */
  find(shopIds: readonly string[]): Promise<readonly Line[]>;
  /** Never rejects, nor does what goes on of it. */
  run(line: Line): Promise<Done>;
  backsOffUntil(line: Line): number;
  now(): number;
}

/** Jobs of a key at the same time: calls that hang leave room for others. */
const jobsMax = 64;
/** How often a rest looks whether it is still called for. */
const restLookMs = 250;

/**
 * Does the work of one key: as many jobs at a time as there are lines with something to do, at most one of each line.
 * Its shops are looked at when it is woken for them, when a job of theirs left more, and when a job made room.
 */
export class KeyWorker {
  private readonly woken = new Set<string>();
  private readonly running = new Set<string>();
  private readonly lastStarts = new Map<string, number>();
  private readonly postponed = new Map<string, Line>();
  private readonly underWay = new Set<Promise<unknown>>();
  /** Lines that rest, by name. */
  private readonly resting = new Map<string, NodeJS.Timeout>();
  private starts = 0;
  private looking: Promise<void> | undefined;
  private isStopped = false;

  constructor(private readonly work: KeyWork) {}

  /** Nothing runs, and nothing is known to wait. */
  get isIdle(): boolean {
    return this.underWay.size === 0 && this.woken.size === 0 && this.resting.size === 0 && !this.looking;
  }

  wake(shopId: string): void {
    this.woken.add(shopId);
    if (this.isStopped || this.looking) return;
    this.looking = this.look();
  }

  /** Lets the jobs and calls under way finish, and begins no other. */
  async stop(): Promise<void> {
    this.isStopped = true;
    for (const timer of this.resting.values()) clearTimeout(timer);
    await this.looking;
    while (this.underWay.size > 0) await Promise.all(this.underWay);
  }

  /** Ends in the same instant in which it finds nobody woken, so that no wake falls between its end and the next look. */
  private async look(): Promise<void> {
    while (this.woken.size > 0 && !this.isStopped) {
      const shopIds = [...this.woken];
      this.woken.clear();
      const found = await this.work.find(shopIds);
      if (this.isStopped) break;
      const awake = found.filter((line) => !this.resting.has(nameOf(line)));
      const { start, postponed } = decide(awake, {
        running: this.running,
        backsOffUntil: (line) => this.work.backsOffUntil(line),
        lastStart: (line) => this.lastStarts.get(nameOf(line)) ?? 0,
        now: this.work.now(),
        jobsMax,
      });
      for (const line of postponed) this.postponed.set(nameOf(line), line);
      for (const line of start) this.start(line);
    }
    this.looking = undefined;
  }

  private start(line: Line): void {
    const name = nameOf(line);
    this.postponed.delete(name);
    this.running.add(name);
    this.lastStarts.set(name, (this.starts += 1));
    this.track(
      this.work.run(line).then((done) => {
        this.running.delete(name);
        if (done.rest && !this.isStopped) this.rest(line, done.rest);
        this.follow(line, done);
        this.wakePostponed();
      }),
    );
  }

  private follow(line: Line, { hasMore, underWay = [], goesOn }: Done): void {
    underWay.forEach((call) => this.track(call));
    if (goesOn) this.track(goesOn.then((done) => this.follow(line, done)));
    if (hasMore) this.wake(line.shopId);
  }

  private rest(line: Line, { ms, isCalledFor }: Rest): void {
    const name = nameOf(line);
    const look = (leftMs: number): void => {
      if (leftMs > 0 && isCalledFor()) {
        const nextMs = Math.min(leftMs, restLookMs);
        this.resting.set(
          name,
          setTimeout(() => look(leftMs - nextMs), nextMs),
        );
      } else {
        this.resting.delete(name);
        this.wake(line.shopId);
      }
    };
    look(ms);
  }

  private wakePostponed(): void {
    const lines = [...this.postponed.values()];
    this.postponed.clear();
    for (const { shopId } of lines) this.wake(shopId);
  }

  private track(job: Promise<unknown>): void {
    const tracked: Promise<unknown> = job.finally(() => this.underWay.delete(tracked));
    this.underWay.add(tracked);
  }
}

/** The workers of this process, one for each key that has something to do. */
export class KeyWorkers {
  private readonly workers = new Map<string, KeyWorker>();

  constructor(private readonly workOf: (keyHash: string) => KeyWork) {}

  get size(): number {
    return this.workers.size;
  }

  wake(keyHash: string, shopId: string): void {
    const worker = this.workers.get(keyHash) ?? new KeyWorker(this.workOf(keyHash));
    this.workers.set(keyHash, worker);
    worker.wake(shopId);
  }

  has(keyHash: string): boolean {
    return this.workers.has(keyHash);
  }

  /** What a worker knows goes with it: whoever has work again gets a new one. */
  forgetIdle(): void {
    for (const [keyHash, worker] of this.workers) if (worker.isIdle) this.workers.delete(keyHash);
  }

  async stop(): Promise<void> {
    await Promise.all([...this.workers.values()].map((worker) => worker.stop()));
  }
}

/** What a key's worker knows when it decides. */
export interface WorkerState {
  /** The names of lines that run. */
  readonly running: ReadonlySet<string>;
  /** By shop and kind: until when it backs off, in ms of `now`. */
  readonly backsOffUntil: (line: Line) => number;
  /** When each line was started last; lines that never were are first. */
  readonly lastStart: (line: Line) => number;
  readonly now: number;
  readonly jobsMax: number;
}

export interface Decision {
  readonly start: readonly Line[];
  /** Would start if there were room, or run again: to be looked at when a job ends. */
  readonly postponed: readonly Line[];
}

/**
 * Which of the lines that have work begin now. Whoever began longest ago is first, so that a shop or a lane with much
 * work never keeps the others out; among equals the order of the lanes decides. A line that backs off is left out: the
 * next poll finds it again. How many turns each lane gets is decided where turns are taken, by the rate limiter.
 */
export function decide(found: readonly Line[], state: WorkerState): Decision {
  const ready = found.filter((line) => state.backsOffUntil(line) <= state.now);
  const idle = ready
    .filter((line) => !state.running.has(nameOf(line)))
    .sort((a, b) => state.lastStart(a) - state.lastStart(b) || lanes.indexOf(a.lane) - lanes.indexOf(b.lane));
  const room = Math.max(0, state.jobsMax - state.running.size);
  const start = idle.slice(0, room);
  return { start, postponed: ready.filter((line) => !start.includes(line)) };
}
