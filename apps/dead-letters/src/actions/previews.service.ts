import { failingQueueOf } from '@ellity/messaging';
import { RefusedError, ServiceAccess, ServiceCaller } from '@ellity/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Config, configToken } from '../config';
import { whereOf } from '../letters/letter-filter';
import { LetterVault } from '../letters/letter-vault';
import { fitFor, takenState, untypedMax } from './action';
import type { PreviewOf } from './actions.request';
import type { Asked, PreviewAnswer } from './actions.response';
import { filterOf } from './actions.service';
import { summaryOf, type Tried } from './tried';

const askedMax = 200;
const atOnce = 4;
const withinMs = 10_000;

interface Sample {
  readonly id: string;
  readonly queue: string;
  readonly content_sealed: string;
  readonly edited_sealed: string | null;
}

/** What an action would do. Nothing is changed: services try the messages and roll everything back. */
@Injectable()
export class PreviewsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly access: ServiceAccess,
    private readonly vault: LetterVault,
    @Inject(configToken) private readonly config: Config,
  ) {}

  async of(asked: PreviewOf): Promise<PreviewAnswer> {
    const { kind, ask } = asked;
    const { where, values } = whereOf(filterOf(asked), { state: takenState(kind) });
    const from = 'from letters l join groups g on g.id = l.group_id';
    const rows: { queue: string; letters: number; fits: number; oldest: Date; newest: Date }[] =
      await this.dataSource.query(
        `select l.queue, count(*)::int as letters, count(*) filter (where ${fitFor(kind)})::int as fits,
           min(l.first_at) as oldest, max(l.last_at) as newest ${from} where ${where} group by l.queue order by l.queue`,
        values,
      );
    const letters = rows.reduce((sum, { fits }) => sum + fits, 0);
    const samples: Sample[] = ask
      ? await this.dataSource.query(
          `select l.id, l.queue, l.content_sealed, l.edited_sealed ${from}
           where ${where} and ${fitFor(kind)} and l.content_sealed is not null order by random() limit ${askedMax}`,
          values,
        )
      : [];
    return {
      letters,
      needsCount: letters > untypedMax,
      leftAlone: rows.reduce((sum, row) => sum + row.letters - row.fits, 0),
      queues: rows.filter(({ fits }) => fits > 0).map(({ queue, fits }) => ({ queue, letters: fits })),
      oldestAt: earliest(rows.map(({ oldest }) => oldest)),
      newestAt: latest(rows.map(({ newest }) => newest)),
      asked: ask ? await this.ask(samples, letters) : null,
    };
  }

  private async ask(samples: readonly Sample[], letters: number): Promise<Asked> {
    const waiting = [...samples];
    const tried: Tried[] = [];
    const work = async () => {
      for (let next = waiting.pop(); next; next = waiting.pop()) tried.push(await this.tryOne(next));
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    return summaryOf(tried, letters);
  }

  private async tryOne({ id, queue, content_sealed: sealed, edited_sealed: edited }: Sample): Promise<Tried> {
    const failing = failingQueueOf(queue);
    const service = failing?.split('.', 1)[0] ?? '';
    const url = this.config.letters.services[service];
    if (failing === undefined || url === undefined) return { outcome: 'unanswered' };
    const body = edited === null ? this.vault.open(id, sealed).body : this.vault.openEdit(id, edited);
    const caller = new ServiceCaller(service, url, this.access, { withinMs });
    try {
      return await caller.ask<Tried>('POST', '/internal/preview', {
        queue: failing,
        body: body.toString('utf8'),
      });
    } catch (error) {
      if (error instanceof RefusedError && error.status === 413)
        return { outcome: 'error', code: 'body-too-large' };
      return { outcome: 'unanswered' };
    }
  }
}

const earliest = (times: readonly Date[]): string | null =>
  times.length === 0 ? null : new Date(Math.min(...times.map(Number))).toISOString();
const latest = (times: readonly Date[]): string | null =>
  times.length === 0 ? null : new Date(Math.max(...times.map(Number))).toISOString();
