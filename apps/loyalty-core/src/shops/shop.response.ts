import { pageOf } from '@ellity/platform';
import { ApiProperty } from '@nestjs/swagger';
import {
  type LapsedReturns,
  lapsedReturns,
  type RewardedSignUps,
  rewardedSignUps,
  type Shop,
  type ShortfallRule,
  shortfallRules,
} from './shop';
import { ExpiryNoticeBody } from './shop.request';

/** A shop as the HTTP API shows one. */
export class ShopView implements Shop {
  @ApiProperty({ example: 'demo' }) readonly id!: string;
  @ApiProperty({ example: 'Demo shop' }) readonly name!: string;
  @ApiProperty({ example: 'Europe/Prague' }) readonly timeZone!: string;
  @ApiProperty({ enum: ['cs', 'en'] }) readonly language!: 'cs' | 'en';
  @ApiProperty({ type: Number, nullable: true }) readonly expiryDays!: number | null;
  @ApiProperty({ type: Number, nullable: true }) readonly expiryMonths!: number | null;
  @ApiProperty({ example: 2 }) readonly nightHour!: number;
  @ApiProperty({ example: 6 }) readonly pinLength!: number;
  @ApiProperty({ enum: lapsedReturns }) readonly lapsedReturns!: LapsedReturns;
  @ApiProperty({ enum: shortfallRules }) readonly shortfallRule!: ShortfallRule;
  @ApiProperty({ type: String, nullable: true, example: '50.00' }) readonly newsletterReward!: string | null;
  @ApiProperty({ enum: rewardedSignUps }) readonly rewardedSignUps!: RewardedSignUps;
  @ApiProperty() readonly newsletterTakenBack!: boolean;
  @ApiProperty({ type: String, nullable: true, example: '20.00' }) readonly registrationReward!:
    string | null;
  @ApiProperty({ type: ExpiryNoticeBody }) readonly expiryNotice!: ExpiryNoticeBody;
  @ApiProperty() readonly systemMails!: boolean;
  @ApiProperty({ enum: ['granted', 'denied'] }) readonly unknownConsent!: 'granted' | 'denied';
}

export class ShopsPage extends pageOf(ShopView) {}
