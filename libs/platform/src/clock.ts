import { Injectable } from '@nestjs/common';

/**
 * The time that decisions depend on. Injected, so that tests can set it. By itself it is that of this machine; a service
 * that `follow`s another clock, such as its database's, counts on from there, whatever somebody does to the time of
 * this machine.
 */
@Injectable()
export class Clock {
  private followed: { readonly atMs: number; readonly elapsedMs: number } | undefined;

  now(): Date {
    if (!this.followed) return new Date();
    return new Date(Math.round(this.followed.atMs + this.elapsedMs() - this.followed.elapsedMs));
  }

  /** From now on the time is counted from this instant, which is now, evenly. */
  follow(instant: Date): void {
    this.followed = { atMs: instant.getTime(), elapsedMs: this.elapsedMs() };
  }

  /** For waits: ms since some instant, which go on evenly when somebody sets the time of this machine. */
  elapsedMs(): number {
    return performance.now();
  }
}
