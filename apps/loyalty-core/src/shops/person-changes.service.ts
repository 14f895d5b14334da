import { type Caller, Clock } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** What people change of customers, or read as a whole, beside the ledger, whose entries keep the person themselves. */
export type PersonChange =
  | 'customer-registered'
  | 'email-changed'
  | 'customer-republished'
  | 'consent-recorded'
  | 'file-read'
  | 'pin-issued'
  | 'pin-sent'
  | 'pin-dropped';

/** Keeps who changed what, where a service acted for a person; what a service does of its own accord is not kept here. */
@Injectable()
export class PersonChangesService {
  constructor(private readonly clock: Clock) {}

  /** In the transaction of the change. */
  async record(
    manager: EntityManager,
    change: {
      readonly shopId: string;
      readonly customerId: string;
      readonly what: PersonChange;
      readonly caller: Caller;
    },
  ): Promise<void> {
    const { shopId, customerId, what, caller } = change;
    if (!caller.actor) return;
    await manager.query(
      `insert into person_changes (shop_id, customer_id, what, service, actor, changed_at)
       values ($1, $2, $3, $4, $5, $6)`,
      [shopId, customerId, what, caller.service, caller.actor.id, this.clock.now()],
    );
  }
}
