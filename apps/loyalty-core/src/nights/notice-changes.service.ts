import { dayIn } from '@ellity/contracts';
import type { Transaction } from '@ellity/messaging';
import { Clock } from '@ellity/platform';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type ShopChange, ShopsService } from '../shops/shops.service';
import { daysLetIn } from './night-calendar';
import { NightsService } from './nights.service';
import { WarningsService } from './warnings.service';

/**
 * Keeps a change of the notice from mailing everybody at once: whoever comes inside the lead time by it counts as
 * warned, in the transaction of the change; or is warned now, where that was asked for.
 */
@Injectable()
export class NoticeChangesService implements OnModuleInit {
  constructor(
    private readonly shops: ShopsService,
    private readonly nights: NightsService,
    private readonly warnings: WarningsService,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.shops.onChange((transaction, change) => this.noticeChanged(transaction, change));
  }

  private async noticeChanged(
    { manager }: Transaction,
    { before, after, warnNow }: ShopChange,
  ): Promise<void> {
    const today = dayIn(after.timeZone, this.clock.now());
    const days = daysLetIn(before.expiryNotice, after.expiryNotice, today);
    if (days === null) return;
    if (warnNow) await this.nights.reopenLast(manager, after.id);
    else await this.warnings.markSeen(manager, after.id, days);
  }
}
