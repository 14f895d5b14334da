import { Ticks } from '@ellity/runs';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Config, configToken } from '../config';

const withinMs = 10_000;
const atOnce = 20;

interface NewGroup {
  readonly id: string;
  readonly service: string;
  readonly queue: string;
  readonly type: string;
  readonly code: string;
  readonly message: string;
  readonly open: number;
  readonly firstAt: Date;
}

/**
 * Tells an address of the operator's about each new group, at least once, in the order in which they came. What is not
 * taken is told again at the next look. A group that is an hour old before anybody could be told is not told.
 */
@Injectable()
export class NewGroupsService {
  private readonly logger = new Logger('new-groups');

  constructor(
    ticks: Ticks,
    private readonly dataSource: DataSource,
    @Inject(configToken) private readonly config: Config,
  ) {
    const { newGroupWebhook, newGroupLooksMs } = config.letters;
    if (newGroupWebhook !== '') ticks.every('new-groups', newGroupLooksMs, () => this.announce());
  }

  private async announce(): Promise<void> {
    const groups: NewGroup[] = await this.dataSource.query(
      `select id, service, queue, type, code, message, open, first_at as "firstAt" from groups
       where announced_at is null and first_at > now() - interval '1 hour' order by first_at, id limit ${atOnce}`,
    );
    for (const group of groups) {
      const answer = await fetch(this.config.letters.newGroupWebhook, {
        method: 'POST',
        headers: { 'content-type': 'application/json', connection: 'close' },
        body: JSON.stringify({ event: 'dead-letters.new-group', group }),
        signal: AbortSignal.timeout(withinMs),
      });
      await answer.text();
      if (!answer.ok) {
        this.logger.warn({ status: answer.status }, 'a new group could not be told; it is tried again');
        return;
      }
      await this.dataSource.query('update groups set announced_at = now() where id = $1', [group.id]);
    }
  }
}
