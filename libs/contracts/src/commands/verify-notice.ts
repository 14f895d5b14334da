import { IsBoolean, IsIn, IsInt, IsOptional, IsUUID } from 'class-validator';
import { Message } from '../message';
import { IsAddress, IsInstant } from '../rules';

export const noticeStatuses = ['subscribed', 'unsubscribed'] as const;
export type NoticeStatus = (typeof noticeStatuses)[number];

/** Asks ecomail-sync whether a list notice tells something true and new that was not our own doing. */
@Message('ecomail.VerifyNotice', 1, {
  kind: 'command',
  customer: 'none',
  sequenced: false,
  publishers: ['webhook-gateway'],
  example: {
    noticeId: '0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b12',
    email: 'jana.novakova@shop.test',
    status: 'subscribed',
    listId: 1,
    campaignId: null,
    receivedAt: '2026-11-23T08:15:30.123Z',
  },
})
export class VerifyNotice {
  @IsUUID() noticeId!: string;
  @IsAddress() email!: string;
  @IsIn(noticeStatuses) status!: NoticeStatus;
  @IsInt() listId!: number;
  @IsOptional() @IsInt() campaignId!: number | null;
  @IsInstant() receivedAt!: string;
  /** True: somebody wants it verified once more. What was found to be genuine or our own echo stays so and is told again. */
  @IsOptional() @IsBoolean() again?: boolean;
}
