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
import { IsCreditAmount, isGiven, IsText } from '../values/request-rules';
import {
  defaultSettings,
  type LapsedReturns,
  lapsedReturns,
  type RewardedSignUps,
  rewardedSignUps,
  shopIdPattern,
  type ShortfallRule,
  shortfallRules,
} from './shop';

export class ExpiryNoticeBody {
  @ApiProperty({
    enum: ['none', 'system', 'ecomail'],
    description: 'Who warns customers before their credits lapse',
  })
  @IsIn(['none', 'system', 'ecomail'])
  target!: 'none' | 'system' | 'ecomail';

  @ApiProperty({ minimum: 1, maximum: 365, description: 'How many days ahead' })
  @IsInt()
  @Min(1)
  @Max(365)
  leadDays!: number;
}

export class ExpiryNoticeChangeBody extends ExpiryNoticeBody {
  @ApiPropertyOptional({
    default: false,
    description:
      'True: whoever is inside the lead time by this change is warned now; else they count as warned. A preview says how many.',
  })
  @ValidateIf(isGiven)
  @IsBoolean()
  warnNow?: boolean;
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
    description:
      'Days that new credits live; null: by months, or for ever. Credits awarded before keep their last day.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(3650)
  expiryDays?: number | null;

  @ApiPropertyOptional({
    type: Number,
    nullable: true,
    description: 'Months that new credits live, to the end of a shorter month; null: by days, or for ever',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(120)
  expiryMonths?: number | null;

  @ApiPropertyOptional({
    default: defaultSettings.nightHour,
    minimum: 0,
    maximum: 23,
    description: "The hour of the shop's clocks at which lapses are booked and warnings are sent",
  })
  @ValidateIf(isGiven)
  @IsInt()
  @Min(0)
  @Max(23)
  nightHour?: number;

  @ApiPropertyOptional({
    default: defaultSettings.pinLength,
    minimum: 4,
    maximum: 8,
    description: 'Digits of new PINs; those issued before stay as they are',
  })
  @ValidateIf(isGiven)
  @IsInt()
  @Min(4)
  @Max(8)
  pinLength?: number;

  @ApiPropertyOptional({
    enum: lapsedReturns,
    default: defaultSettings.lapsedReturns,
    description:
      'What a cancelled spending gives back after the last day: lapses again at once, or is awarded anew',
  })
  @ValidateIf(isGiven)
  @IsIn(lapsedReturns)
  lapsedReturns?: LapsedReturns;

  @ApiPropertyOptional({
    enum: shortfallRules,
    default: defaultSettings.shortfallRule,
    description:
      'An award that is taken back after it was spent: take what is left and record the rest, take the rest from other lots, or from the next credits',
  })
  @ValidateIf(isGiven)
  @IsIn(shortfallRules)
  shortfallRule?: ShortfallRule;

  @ApiPropertyOptional({ type: String, nullable: true, example: '50.00', description: 'Null: no reward' })
  @IsOptional()
  @IsCreditAmount()
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

  @ApiPropertyOptional({
    default: defaultSettings.newsletterTakenBack,
    description: 'Whether leaving the newsletter takes back what is left of its reward',
  })
  @ValidateIf(isGiven)
  @IsBoolean()
  newsletterTakenBack?: boolean;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    example: '20.00',
    description: 'Credits for becoming registered, once per customer and per address; null: no reward',
  })
  @IsOptional()
  @IsCreditAmount()
  registrationReward?: string | null;

  @ApiPropertyOptional({ type: ExpiryNoticeChangeBody })
  @ValidateIf(isGiven)
  @ValidateNested()
  @Type(() => ExpiryNoticeChangeBody)
  expiryNotice?: ExpiryNoticeChangeBody;

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
