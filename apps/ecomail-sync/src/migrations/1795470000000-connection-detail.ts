import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What Ecomail said when a connection was paused, in its own words. */
export class ConnectionDetail1795470000000 implements MigrationInterface {
  readonly name = 'ConnectionDetail1795470000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table connections add detail text');
    await runner.query(
      `comment on column connections.detail is 'What Ecomail said when the connection was paused.'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table connections drop detail');
  }
}
