import { Clock } from '@ellity/platform';

/** A clock that stands until it is told to move. */
export class FakeClock extends Clock {
  constructor(private instant = new Date()) {
    super();
  }

  override now(): Date {
    return this.instant;
  }

  override elapsedMs(): number {
    return this.instant.getTime();
  }

  advance(ms: number): void {
    this.instant = new Date(this.instant.getTime() + ms);
  }

  set(instant: Date): void {
    this.instant = instant;
  }
}
