import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An entry, its lot and its movements are written by one statement and never deleted. Each row was checked against the
 * other ones, which also locks and writes those again: three checks of an award, one of each lot that is spent or lapses.
 * An entry still belongs to a customer and a movement to a lot; the rest `ledger:verify` proves.
 */
export class FewerKeys1807105000000 implements MigrationInterface {
  readonly name = 'FewerKeys1807105000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table lots drop constraint lots_id_fkey, drop constraint lots_shop_id_customer_id_fkey;
      alter table lot_movements drop constraint lot_movements_entry_id_fkey;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table lots add foreign key (id) references ledger_entries,
        add foreign key (shop_id, customer_id) references customers (shop_id, id);
      alter table lot_movements add foreign key (entry_id) references ledger_entries;
    `);
  }
}
