import { Injectable } from '@nestjs/common';

/** The time of this machine. Injected wherever a decision depends on time, so that tests can set it. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }

  /** For waits: ms since some instant, which go on evenly when somebody sets the time of this machine. */
  elapsedMs(): number {
    return performance.now();
  }
}
