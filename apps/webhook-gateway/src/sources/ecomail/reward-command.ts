import { AwardCredit, type MessageClass, type NoticeVerified, RevokeCredit } from '@ellity/contracts';

export interface RewardCommand {
  readonly type: MessageClass<AwardCredit | RevokeCredit>;
  readonly data: AwardCredit | RevokeCredit;
}

/**
 * What a verdict is worth: a genuine sign-up asks for the newsletter reward, a genuine leaving takes it back,
 * everything else (our own echo, forged, unconfirmed, …) does nothing. The same verdict always makes the same
 * command under the same key, so that it counts once however often it is delivered. Whether and how much is paid
 * is decided by loyalty-core.
 */
export function rewardCommandFrom({
  noticeId,
  email,
  status,
  verdict,
}: NoticeVerified): RewardCommand | undefined {
  if (verdict !== 'genuine') return undefined;
  const common = { email, reward: 'newsletter', idempotencyKey: `notice-${noticeId}` } as const;
  return status === 'subscribed'
    ? { type: AwardCredit, data: { ...common, reason: 'newsletter' } }
    : { type: RevokeCredit, data: { ...common, reason: 'newsletter-left' } };
}
