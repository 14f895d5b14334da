import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is due says so itself, by lane, in indexes that hold nothing else: no statistics can hide it. */
export class Lanes1796400000000 implements MigrationInterface {
  readonly name = 'Lanes1796400000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table contacts add dirty_lane smallint not null default 3 check (dirty_lane between 0 and 3);
      alter table contacts add due_lane smallint generated always as (
        case when dirty_since is not null and rejected_reason is null and email is not null then dirty_lane end) stored;
      comment on column contacts.dirty_lane is 'The lane of the write: 0 pin, 1 credit, 2 expiry warning, 3 profile; the most urgent of what changed.';
      comment on column contacts.due_lane is 'Null: nothing is to be written now.';
      create index contacts_due on contacts (shop_id, due_lane, dirty_since) where due_lane is not null;
      drop index contacts_dirty;
    `);
    await runner.query(`
      alter table domain_events add is_sendable boolean not null default false;
      comment on column domain_events.is_sendable is 'The fields that contain it were stored. A hint to find it by; it is proven again when the call is intended.';
      update domain_events e set is_sendable = true from contacts c
      where e.state = 'waiting' and e.label is not null and c.shop_id = e.shop_id and c.customer_id = e.customer_id
        and e.contact_version <= c.stored_version;
      alter table domain_events add due_lane smallint generated always as (
        case when state <> 'waiting' then null when intent_at is not null then 9 when not is_sendable then null
             when label = 'pin' then 0 when label = 'credit' then 1 when label = 'expiry' then 2 end) stored;
      comment on column domain_events.due_lane is 'What happens at due_at: 0 pin, 1 credit, 2 expiry warning is sent; 9: the unanswered call is looked for. Null: nothing.';
      create index domain_events_due_lane on domain_events (shop_id, due_lane, due_at) where due_lane is not null;
      create index domain_events_parked on domain_events (reason) where state = 'parked';
      drop index domain_events_due;
    `);
    await runner.query(`
      alter table connections add failing jsonb not null default '{}';
      comment on column connections.failing is 'By kind of work that backs off: code and message of the last error, since when, and the next attempt.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table contacts drop due_lane, drop dirty_lane;
      create index contacts_dirty on contacts (shop_id, dirty_since) where dirty_since is not null and rejected_reason is null;
      create index domain_events_due on domain_events (shop_id, label, due_at) where state = 'waiting' and label is not null;
      drop index domain_events_parked;
      alter table domain_events drop due_lane, drop is_sendable;
      alter table connections drop failing;
    `);
  }
}
