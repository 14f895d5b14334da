import { isInstant, noticeVerdicts } from '@ellity/contracts';
import { PageQuery, ShopParams } from '@ellity/platform';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsEmail, IsIn, IsOptional, IsUUID, ValidateBy } from 'class-validator';
import { type Source, sources } from '../addresses/sources';

export const noticeStates = ['rejected', 'sent', 'verified'] as const;
export const noticeOutcomes = ['applied', 'duplicate', 'refused'] as const;

const IsMoment = () =>
  ValidateBy({
    name: 'isMoment',
    validator: {
      validate: isInstant,
      defaultMessage: () => '$property must be an instant in UTC, like "2026-11-23T08:15:30Z"',
    },
  });

export class NoticesQuery extends PageQuery {
  @ApiPropertyOptional({ enum: sources })
  @IsOptional()
  @IsIn(sources)
  source?: Source;

  @ApiPropertyOptional({ enum: noticeStates })
  @IsOptional()
  @IsIn(noticeStates)
  state?: (typeof noticeStates)[number];

  @ApiPropertyOptional({ enum: noticeVerdicts })
  @IsOptional()
  @IsIn(noticeVerdicts)
  verdict?: (typeof noticeVerdicts)[number];

  @ApiPropertyOptional({ enum: noticeOutcomes })
  @IsOptional()
  @IsIn(noticeOutcomes)
  outcome?: (typeof noticeOutcomes)[number];

  @ApiPropertyOptional({
    enum: ['true'],
    description: 'Only those that wait for a verdict, or for what loyalty-core makes of the command',
  })
  @IsOptional()
  @IsIn(['true'])
  open?: 'true';

  @ApiPropertyOptional({ description: 'The whole address, in any case', example: 'jana.novakova@shop.test' })
  @IsOptional()
  @IsEmail()
  email?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Received then or later' })
  @IsOptional()
  @IsMoment()
  from?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Received before' })
  @IsOptional()
  @IsMoment()
  to?: string;
}

export class NoticeParams extends ShopParams {
  @IsUUID()
  noticeId!: string;
}
