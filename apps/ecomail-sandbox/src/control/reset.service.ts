import { Injectable } from '@nestjs/common';
import { AccountsService } from '../api/accounts.service';
import { GateService } from '../api/gate.service';
import { StoreService } from '../store/store.service';
import { TimeService } from '../store/time.service';
import { SwitchesService } from '../switches/switches.service';
import { WebhooksService } from '../lists/webhooks.service';

/** Brings the sandbox to its first state, and at the start to the one it was left in. */
@Injectable()
export class ResetService {
  constructor(
    private readonly store: StoreService,
    private readonly switches: SwitchesService,
    private readonly accounts: AccountsService,
    private readonly gate: GateService,
    private readonly webhooks: WebhooksService,
    private readonly time: TimeService,
  ) {}

  async restore(): Promise<void> {
    await this.store.load();
    this.switches.load();
    this.accounts.load();
  }

  reset(): void {
    this.time.reset();
    this.store.clear();
    this.gate.reset();
    this.webhooks.forget();
    this.switches.load();
    this.accounts.load();
  }
}
