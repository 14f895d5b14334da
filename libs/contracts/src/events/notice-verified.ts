import { IsIn, IsUUID } from 'class-validator';
import { type NoticeStatus, noticeStatuses } from '../commands/verify-notice';
import { Message } from '../message';
import { IsAddress } from '../rules';

/**
 * `genuine`: the contact did it and it is so at Ecomail; `echo`: our own write; `other-list`: not the connected list;
 * `not-so`: Ecomail says otherwise (forged or overtaken); `unconfirmed`: waiting for double opt-in;
 * `no-connection`: the shop has no active connection.
 */
export const noticeVerdicts = [
  'genuine',
  'echo',
  'other-list',
  'not-so',
  'unconfirmed',
  'no-connection',
] as const;
export type NoticeVerdict = (typeof noticeVerdicts)[number];

/** The verdict on one list notice, or on a status change that was found without one (`observed`). */
@Message('ecomail.NoticeVerified', 1, {
  kind: 'event',
  customer: 'optional',
  sequenced: false,
  publishers: ['ecomail-sync'],
  example: {
    noticeId: '0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b12',
    email: 'jana.novakova@shop.test',
    status: 'subscribed',
    verdict: 'genuine',
    origin: 'notice',
  },
})
export class NoticeVerified {
  @IsUUID() noticeId!: string;
  @IsAddress() email!: string;
  @IsIn(noticeStatuses) status!: NoticeStatus;
  @IsIn(noticeVerdicts) verdict!: NoticeVerdict;
  @IsIn(['notice', 'observed']) origin!: 'notice' | 'observed';
}
