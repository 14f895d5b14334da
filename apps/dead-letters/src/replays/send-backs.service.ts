import { Transactions } from '@ellity/messaging';
import { Ticks } from '@ellity/runs';
import { Inject, Injectable } from '@nestjs/common';
import { ActionsService, ownCaller } from '../actions/actions.service';
import { type Config, configToken } from '../config';

const atOnce = 100;
const lettersPerSecond = 1;

/**
 * Letters that the delivery limit sent here go back once by themselves, slowly, and are marked: most of them only lay
 * beside the one that crashed their consumer. What crashes it again stays here.
 */
@Injectable()
export class SendBacksService {
  constructor(
    ticks: Ticks,
    private readonly transactions: Transactions,
    private readonly actions: ActionsService,
    @Inject(configToken) private readonly config: Config,
  ) {
    ticks.every('send-backs', config.letters.sendBackLooksMs, () => this.sendBack());
  }

  private async sendBack(): Promise<void> {
    await this.transactions.run(async (transaction) => {
      const { manager } = transaction;
      const [rows]: [{ id: string }[], number] = await manager.query(markSentBack, [
        this.config.letters.sendBackAfterMs / 1_000,
        atOnce,
      ]);
      if (rows.length === 0) return;
      const ids = rows.map(({ id }) => id);
      const asked = { kind: 'replay', rate: lettersPerSecond, failedShareMax: 0.2, rules: [] } as const;
      const why = 'the delivery limit sent them here: back once, by themselves';
      await this.actions.start({ ...asked, why, filter: { ids }, count: ids.length }, ownCaller, transaction);
    });
  }
}

const markSentBack = `
  update letters set sent_back_at = now() where id in (
    select l.id from letters l join groups g on g.id = l.group_id
    where l.code = 'delivery-limit' and l.state = 'open' and l.sent_back_at is null and l.is_replayable
      and not g.is_on_hold and l.first_at < now() - make_interval(secs => $1)
    order by l.first_at limit $2 for update of l skip locked)
  returning id`;
