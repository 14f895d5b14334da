import {
  AwardCredit,
  check,
  compose,
  type NoticeVerdict,
  type NoticeVerified,
  RevokeCredit,
} from '@ellity/contracts';
import { rewardCommandFrom } from './reward-command';

const verified = (change: Partial<NoticeVerified> = {}): NoticeVerified => ({
  noticeId: '0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b12',
  email: 'jana@shop.test',
  status: 'subscribed',
  verdict: 'genuine',
  origin: 'notice',
  ...change,
});

describe('the command that a verdict makes', () => {
  it('awards the newsletter reward for a genuine sign-up', () => {
    expect(rewardCommandFrom(verified())).toEqual({
      type: AwardCredit,
      data: {
        email: 'jana@shop.test',
        reward: 'newsletter',
        reason: 'newsletter',
        idempotencyKey: 'notice-0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b12',
      },
    });
  });

  it('takes the reward back for a genuine leaving', () => {
    expect(rewardCommandFrom(verified({ status: 'unsubscribed' }))).toEqual({
      type: RevokeCredit,
      data: {
        email: 'jana@shop.test',
        reward: 'newsletter',
        reason: 'newsletter-left',
        idempotencyKey: 'notice-0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b12',
      },
    });
  });

  it.each<NoticeVerdict>(['echo', 'other-list', 'not-so', 'unconfirmed', 'no-connection'])(
    'is none for the verdict %s',
    (verdict) => {
      expect(rewardCommandFrom(verified({ verdict }))).toBeUndefined();
      expect(rewardCommandFrom(verified({ verdict, status: 'unsubscribed' }))).toBeUndefined();
    },
  );

  it('is the same for a status change found without a notice', () => {
    expect(rewardCommandFrom(verified({ origin: 'observed' }))).toEqual(rewardCommandFrom(verified()));
  });

  it.each(['subscribed', 'unsubscribed'] as const)('keeps the rules of its contract (%s)', (status) => {
    const command = rewardCommandFrom(verified({ status }));
    if (!command) throw new Error('a genuine verdict makes a command');
    const about = { source: 'webhook-gateway', shopId: 'demo' };
    expect(check(compose<AwardCredit | RevokeCredit>(command.type, command.data, about))).toMatchObject({
      ok: true,
    });
  });
});
