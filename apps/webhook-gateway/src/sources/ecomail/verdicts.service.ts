import { contractOf, type NoticeVerified } from '@ellity/contracts';
import type { Delivery, Staged, Transaction, Writer } from '@ellity/messaging';
import { Injectable } from '@nestjs/common';
import { countVerdict } from '../../intake/notice-metrics';
import { rewardCommandFrom } from './reward-command';

interface Verdict {
  readonly shopId: string;
  readonly noticeId: string;
  readonly verdict: string;
  readonly commandType: string | null;
}

/**
 * Turns verdicts into commands and notes them at the notice. A verdict on a status change that was found without a
 * notice (`observed`) has no row here and is worth the same.
 */
@Injectable()
export class VerdictsService implements Writer<Verdict> {
  stage(delivery: Delivery, event: NoticeVerified): void {
    const { transaction, envelope } = delivery;
    const command = rewardCommandFrom(event);
    if (command) {
      transaction.publish(command.type, command.data, { shopId: envelope.shopid, time: envelope.time });
    } else if (event.origin === 'observed') {
      delivery.noOp(`verdict-${event.verdict}`);
    }
    const commandType = command ? contractOf(command.type).type : null;
    transaction.afterCommit(() => countVerdict(event.verdict));
    transaction.stage(
      this,
      { shopId: envelope.shopid, noticeId: event.noticeId, verdict: event.verdict, commandType },
      delivery,
    );
  }

  /** Of several verdicts on one notice in a batch the last one is noted. Sorted, so that instances cannot deadlock. */
  async write(transaction: Transaction, staged: readonly Staged<Verdict>[]): Promise<void> {
    const byNotice = new Map(staged.map(({ item }) => [`${item.noticeId}/${item.shopId}`, item]));
    const verdicts = [...byNotice].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, verdict]) => verdict);
    await transaction.manager.query(
      `update notices
          set state = 'verified', verdict = verdicts.verdict, verified_at = now(), command_type = verdicts.command_type
         from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) as verdicts (id, shop_id, verdict, command_type)
        where notices.id = verdicts.id and notices.shop_id = verdicts.shop_id and notices.state <> 'rejected'`,
      [
        verdicts.map(({ noticeId }) => noticeId),
        verdicts.map(({ shopId }) => shopId),
        verdicts.map(({ verdict }) => verdict),
        verdicts.map(({ commandType }) => commandType),
      ],
    );
  }
}
