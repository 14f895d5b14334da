import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who moved a connection from one stage to the next, when and why. */
export class ConnectionMoves1798400000000 implements MigrationInterface {
  readonly name = 'ConnectionMoves1798400000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table connection_moves (
        shop_id text not null,
        sequence bigint not null,
        at timestamptz not null,
        move text not null,
        from_stage text not null,
        to_stage text not null,
        reason text,
        detail text,
        actor text,
        why text,
        primary key (shop_id, sequence)
      );
      comment on table connection_moves is 'The latest few hundred moves of each connection between its stages; the sequence is that of the connection after the move.';
      comment on column connection_moves.actor is 'The person or the service that asked for it; null: this service found it out.'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table connection_moves');
  }
}
