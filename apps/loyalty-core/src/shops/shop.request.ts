import { creditAmountPattern } from '@ellity/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsTimeZone,
  Matches,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { isGiven, IsText } from '../values/request-rules';
import {
  defaultSettings,
  type LapsedReturns,
  lapsedReturns,
  type RewardedSignUps,
  rewardedSignUps,
  shopIdPattern,
} from './shop';

export class ExpiryNoticeBody {
  @ApiProperty({
    enum: ['none', 'system', 'ecomail'],
    description: 'Who warns customers before their credits lapse',
  })
  @IsIn(['none', 'system', 'ecomail'])
  target!: 'none' | 'system' | 'ecomail';

  @ApiProperty({ minimum: 0, maximum: 3650, description: 'How many days ahead' })
  @IsInt()
  @Min(0)
  @Max(3650)
  leadDays!: number;
}

class SettingsBody {
  @ApiPropertyOptional({ default: defaultSettings.timeZone })
  @ValidateIf(isGiven)
  @IsTimeZone()
  timeZone?: string;

  @ApiPropertyOptional({ enum: ['cs', 'en'], default: defaultSettings.language })
  @ValidateIf(isGiven)
  @IsIn(['cs', 'en'])
  language?: 'cs' | 'en';

  @ApiPropertyOptional({
    type: Number,
    nullable: true,
    description: 'Days that new credits live; null: for ever',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(3650)
  expiryDays?: number | null;

  @ApiPropertyOptional({
    enum: lapsedReturns,
    default: defaultSettings.lapsedReturns,
    description:
      'What a cancelled spending gives back after the last day: lapses again at once, or is awarded anew',
  })
  @ValidateIf(isGiven)
  @IsIn(lapsedReturns)
  lapsedReturns?: LapsedReturns;

  @ApiPropertyOptional({ type: String, nullable: true, example: '50.00', description: 'Null: no reward' })
  @IsOptional()
  @Matches(creditAmountPattern, {
    message: 'newsletterReward must be an amount above zero with two decimals, like "50.00"',
  })
  newsletterReward?: string | null;

  @ApiPropertyOptional({
    enum: rewardedSignUps,
    default: defaultSettings.rewardedSignUps,
    description:
      'Which first sign-ups are rewarded: any (a form of the list, or consent at the shop), or list alone',
  })
  @ValidateIf(isGiven)
  @IsIn(rewardedSignUps)
  rewardedSignUps?: RewardedSignUps;

  @ApiPropertyOptional({ type: ExpiryNoticeBody })
  @ValidateIf(isGiven)
  @ValidateNested()
  @Type(() => ExpiryNoticeBody)
  expiryNotice?: ExpiryNoticeBody;

  @ApiPropertyOptional({ description: 'True: the loyalty system itself sends e-mails' })
  @ValidateIf(isGiven)
  @IsBoolean()
  systemMails?: boolean;

  @ApiPropertyOptional({
    enum: ['granted', 'denied'],
    description: 'How customers count who were never asked',
  })
  @ValidateIf(isGiven)
  @IsIn(['granted', 'denied'])
  unknownConsent?: 'granted' | 'denied';
}

export class ShopBody extends SettingsBody {
  @ApiProperty({ example: 'demo' })
  @Matches(shopIdPattern, { message: 'id must be lower-case letters, digits and hyphens, like "demo"' })
  id!: string;

  @ApiProperty({ example: 'Demo shop' })
  @IsText(100, 1)
  name!: string;
}

export class ShopChangeBody extends SettingsBody {
  @ApiPropertyOptional({ example: 'Demo shop' })
  @ValidateIf(isGiven)
  @IsText(100, 1)
  name?: string;
}
