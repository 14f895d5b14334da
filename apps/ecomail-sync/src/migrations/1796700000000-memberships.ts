import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The table of who is in a list gets the word that everything else uses. */
export class Memberships1796700000000 implements MigrationInterface {
  readonly name = 'Memberships1796700000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table roster rename to memberships;
      alter table memberships rename constraint roster_pkey to memberships_pkey;
      alter table memberships rename constraint roster_cause_check to memberships_cause_check;
      alter table memberships rename constraint roster_status_check to memberships_status_check`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table memberships rename constraint memberships_pkey to roster_pkey;
      alter table memberships rename constraint memberships_cause_check to roster_cause_check;
      alter table memberships rename constraint memberships_status_check to roster_status_check;
      alter table memberships rename to roster`);
  }
}
