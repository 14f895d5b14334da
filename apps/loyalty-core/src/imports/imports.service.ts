import { Clock, Keyset, Problem } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { lineProblems, type LineProblem } from './import-line';
import { ImportRunsService } from './import-runs.service';
import type { ImportProblemsPage, ImportView } from './imports.response';

/** What is known of imports, and their start. */
@Injectable()
export class ImportsService {
  private readonly pages = new Keyset('import-problems', ['integer']);

  constructor(
    private readonly dataSource: DataSource,
    private readonly runs: ImportRunsService,
    private readonly clock: Clock,
  ) {}

  async get(
    shopId: string,
    id: string,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<ImportView> {
    const [view]: ImportView[] = await manager.query(viewSql, [shopId, id]);
    if (!view) throw new Problem(404, 'unknown-import', 'The shop has no import with this id.');
    return view;
  }

  /** Begins an import that was checked, or goes on with one that was stopped; asked for again it changes nothing. */
  async start(
    shopId: string,
    id: string,
    { announce, skipInvalid }: { readonly announce: boolean; readonly skipInvalid: boolean },
  ): Promise<ImportView> {
    await this.dataSource.transaction(async (manager) => {
      await manager.query('select from imports where shop_id = $1 and id = $2 for update', [shopId, id]);
      const { state, invalid } = await this.get(shopId, id, manager);
      if (state !== 'checked' && state !== 'stopped') return;
      if (invalid > 0 && !skipInvalid) {
        throw new Problem(
          409,
          'lines-invalid',
          `${invalid} lines have problems: correct the file, or send skipInvalid.`,
        );
      }
      await manager.query(
        `update imports set state = 'running', announce = $2, started_at = $3, finished_at = null, run_id = null where id = $1`,
        [id, announce, this.clock.now()],
      );
    });
    await this.runs.startDue(shopId);
    return this.get(shopId, id);
  }

  /** In the order of the file. */
  async problems(
    shopId: string,
    id: string,
    { limit, before }: { readonly limit: number; readonly before?: string | undefined },
  ): Promise<ImportProblemsPage> {
    await this.get(shopId, id);
    const [last = '0'] = this.pages.keysOf(before) ?? [];
    const rows: { line: number; problems: LineProblem[] }[] = await this.dataSource.query(
      `select line, problems from import_lines where import_id = $1 and line > $2::bigint
       order by line limit $3`,
      [id, last, limit + 1],
    );
    const { items, next } = this.pages.pageOf(rows, limit, ({ line }) => [String(line)]);
    return {
      items: items.flatMap(({ line, problems }) =>
        problems.map(({ column, code }) => ({ line, column, code, text: lineProblems[code] })),
      ),
      next,
    };
  }
}

const viewSql = `
  select i.id, case when r.state = 'paused' then 'paused' else i.state end as state, i.run_id as "runId", i.encoding, i.delimiter, i.ignored_columns as "ignoredColumns", i.announce,
    i.created_at as "createdAt", i.finished_at as "finishedAt", b.lines + p.invalid as lines, p.invalid,
    b.lines - b.carried as ready, b.carried - p.failed as done, p.failed, b.creates, b.updates, b.credits
  from imports i left join runs r on r.id = i.run_id and i.state = 'running' cross join lateral (
    select coalesce(sum(cardinality(lines)), 0)::int as lines, coalesce(sum(carried), 0)::int as carried,
      coalesce(sum(creates), 0)::int as creates, coalesce(sum(updates), 0)::int as updates,
      coalesce(sum(credits), 0.00)::text as credits
    from import_blocks where import_id = i.id
  ) b cross join lateral (
    select count(*) filter (where state = 'invalid')::int as invalid, count(*) filter (where state = 'failed')::int as failed
    from import_lines where import_id = i.id
  ) p where i.shop_id = $1 and i.id = $2`;
