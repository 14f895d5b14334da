import { Injectable } from '@nestjs/common';

/** The time of this machine. Injected wherever a decision depends on time, so that tests can set it. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }
}
