import { Injectable } from '@nestjs/common';
import type { Run, RunWork } from './run';

/** What each kind of run does. A service registers its kinds before it begins to work, in the constructors of its modules. */
@Injectable()
export class RunKinds {
  private readonly works = new Map<string, RunWork>();

  register(...works: readonly RunWork[]): void {
    for (const work of works) {
      if (this.works.has(work.kind)) throw new TypeError(`two works carry out runs of kind ${work.kind}`);
      this.works.set(work.kind, work);
    }
  }

  /** Runs of other kinds are left to processes that know them, such as those of a newer version. */
  get names(): string[] {
    return [...this.works.keys()];
  }

  workOf({ kind }: Pick<Run, 'kind'>): RunWork {
    const work = this.works.get(kind);
    if (!work) throw new TypeError(`nothing carries out runs of kind ${kind}`);
    return work;
  }
}
