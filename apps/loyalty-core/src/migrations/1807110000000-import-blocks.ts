import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lines of a file that can be carried out are kept by the block: one row and one sealed value for hundreds of them, which
 * knows how far it was carried out. Lines have a row of their own only where something is to be said of them.
 */
export class ImportBlocks1807110000000 implements MigrationInterface {
  readonly name = 'ImportBlocks1807110000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table import_blocks (
        import_id uuid not null references imports on delete cascade,
        part smallint not null,
        first_line integer not null,
        lines integer[] not null,
        carried integer not null default 0 check (carried between 0 and cardinality(lines)),
        creates integer not null,
        updates integer not null,
        credits numeric(20,2) not null,
        content text check ((content is null) = (carried = cardinality(lines))),
        primary key (import_id, first_line)
      );
      comment on table import_blocks is
        'Lines of a file that can be carried out, in their order; those of a customer are all in one part.';
      comment on column import_blocks.carried is 'So many of its lines were carried out, or set aside.';
      comment on column import_blocks.content is 'Sealed; gone with the last line. One line itself where it is of before there were blocks.';
      create index import_blocks_waiting on import_blocks (import_id, part, first_line) where content is not null;

      insert into import_blocks (import_id, part, first_line, lines, creates, updates, credits, content)
      select import_id, 0, line, array[line], (action = 'create')::int, (action = 'update')::int, coalesce(amount, 0), content
      from import_lines where state = 'ready';
      insert into import_blocks (import_id, part, first_line, lines, carried, creates, updates, credits)
      select import_id, 0, min(line), array_agg(line order by line), count(*), count(*) filter (where action = 'create'),
        count(*) filter (where action = 'update'), coalesce(sum(amount), 0)
      from import_lines where state in ('done', 'failed') group by import_id;

      delete from import_lines where problems is null;
      drop index import_lines_ready;
      drop index import_lines_problems;
      alter table import_lines drop constraint import_lines_state_check;
      update import_lines set state = 'remarked' where state in ('ready', 'done');
      alter table import_lines drop column action, drop column amount, drop column content,
        alter column problems set not null,
        add constraint import_lines_state_check check (state in ('invalid', 'remarked', 'failed'));
      comment on table import_lines is 'Lines of which something is to be said.';
    `);
  }

  async down(): Promise<void> {
    throw new Error('lines cannot be taken out of sealed blocks by a statement');
  }
}
