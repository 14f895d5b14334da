import { Clock } from '@ellity/platform';
import { Injectable } from '@nestjs/common';

/** The sandbox's time: the machine's, moved by an offset that the control API sets. */
@Injectable()
export class TimeService {
  offsetMs = 0;
  private resets = 0;

  constructor(private readonly clock: Clock) {}

  now(): number {
    return this.clock.now().getTime() + this.offsetMs;
  }

  iso(): string {
    return new Date(this.now()).toISOString();
  }

  reset(): void {
    this.offsetMs = 0;
    this.resets += 1;
  }

  /** Tells whether the sandbox is what it is now, or was reset meanwhile: then what was put off is no business of it. */
  sinceReset(): () => boolean {
    const { resets } = this;
    return () => resets === this.resets;
  }
}
