import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The table of runs becomes that of the library: which kinds there are is said by the code that carries them out. */
export class RunKinds1797300000000 implements MigrationInterface {
  readonly name = 'RunKinds1797300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table runs drop constraint runs_kind_check');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table runs add constraint runs_kind_check check (kind in ('activation', 'fields')) not valid`,
    );
  }
}
