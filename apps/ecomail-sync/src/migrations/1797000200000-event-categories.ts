import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Two shops of one account are told apart by the category of their tracker events. */
export class EventCategories1797000200000 implements MigrationInterface {
  readonly name = 'EventCategories1797000200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table connections add event_category text not null default 'ellity';
      comment on column connections.event_category is
        'Of the tracker events. Shops of one account that were connected before it could be chosen may share one.'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table connections drop event_category');
  }
}
