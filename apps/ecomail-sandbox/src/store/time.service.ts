import { Clock } from '@ellity/platform';
import { Injectable } from '@nestjs/common';

/** The sandbox's time: the machine's, moved by an offset that the control API sets. */
@Injectable()
export class TimeService {
  offsetMs = 0;

  constructor(private readonly clock: Clock) {}

  now(): number {
    return this.clock.now().getTime() + this.offsetMs;
  }

  iso(): string {
    return new Date(this.now()).toISOString();
  }
}
