import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Counts that do not come from the events themselves, so that a lost row shows, and that stay when settled rows go. */
export class ReceptionsAndSums1796501000000 implements MigrationInterface {
  readonly name = 'ReceptionsAndSums1796501000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table event_receptions (
        shop_id text not null,
        source text not null,
        type text not null,
        hour timestamptz not null,
        messages integer not null
      );
      comment on table event_receptions is 'Messages applied, by the hour in which their events happened; added to by every batch, never changed.';
      create index event_receptions_shop on event_receptions (shop_id);
      insert into event_receptions
        select shop_id, source, type, date_trunc('hour', occurred_at, 'UTC'), count(*) from domain_events group by 1, 2, 3, 4;

      create table event_sums (
        shop_id text not null,
        source text not null,
        type text not null,
        hour timestamptz not null,
        state text not null,
        reason text,
        events integer not null,
        resent integer not null
      );
      comment on table event_sums is 'Settled events whose rows were removed, so that counts stay exact.';
      create index event_sums_shop on event_sums (shop_id);

      create table acknowledged_differences (
        id bigint generated always as identity primary key,
        shop_id text not null,
        type text not null,
        missing integer not null,
        reason text not null,
        actor text not null,
        at timestamptz not null
      );
      comment on table acknowledged_differences is 'Differences to what loyalty-core counted that an operator explained.';
      create index acknowledged_differences_shop on acknowledged_differences (shop_id);

      create index domain_events_received on domain_events using brin (received_at) with (pages_per_range = 32);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index domain_events_received');
    await runner.query('drop table event_receptions, event_sums, acknowledged_differences');
  }
}
