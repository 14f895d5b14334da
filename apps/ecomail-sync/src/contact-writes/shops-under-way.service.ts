import { Injectable } from '@nestjs/common';
import { WorkSignal } from '../accounts/work-signal';
import { CallWindow } from './call-window';
import { ContactsInFlight } from './contacts-in-flight';

/** What this process is doing for a shop just now. */
export interface UnderWay {
  readonly writes: ContactsInFlight;
  readonly calls: CallWindow;
}

/** Writes and tracker calls under way, by shop: a contact has one of them at a time. */
@Injectable()
export class ShopsUnderWayService {
  private readonly shops = new Map<string, UnderWay>();

  constructor(private readonly signal: WorkSignal) {}

  of(shopId: string): UnderWay {
    const known = this.shops.get(shopId);
    if (known) return known;
    const shop = {
      writes: new ContactsInFlight(),
      calls: new CallWindow(() => this.signal.wake(shopId)),
    };
    this.shops.set(shopId, shop);
    return shop;
  }
}
