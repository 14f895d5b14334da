import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A tracker event goes on in the trace of the change it tells of, however much later. */
export class EventTraces1795450000000 implements MigrationInterface {
  readonly name = 'EventTraces1795450000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table domain_events add traceparent text');
    await runner.query(
      `comment on column domain_events.traceparent is 'W3C trace context in which the event was published.'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table domain_events drop traceparent');
  }
}
