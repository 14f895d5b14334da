import { Injectable } from '@nestjs/common';
import { ErasuresService } from './erasures.service';

/** Asks again those who have not confirmed an erasure in time. Any process may; the table keeps processes apart. */
@Injectable()
export class ErasureRemindersService {
  constructor(private readonly erasures: ErasuresService) {}

  /** Resolves when nobody is to be reminded now. */
  async remindDue(): Promise<void> {
    while (await this.erasures.remindNext());
  }
}
