import { PageQuery } from '@ellity/platform';
import { IsAddress } from '@ellity/contracts';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsUUID, Max, Min, ValidateIf } from 'class-validator';
import { isGiven, IsText } from '../values/request-rules';
import { type MailTarget, mailTargets } from './mail';
import { defaultMailSettings } from './mail-settings';

const target = (what: string) => ({
  enum: mailTargets,
  default: 'system',
  description: `Who e-mails ${what}: nobody, this system, or automations at Ecomail`,
});

export class MailSettingsBody {
  @ApiPropertyOptional(target('changes of credit'))
  @ValidateIf(isGiven)
  @IsIn(mailTargets)
  credit?: MailTarget;

  @ApiPropertyOptional(target('PINs'))
  @ValidateIf(isGiven)
  @IsIn(mailTargets)
  pin?: MailTarget;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    example: 'Pekárna',
    description: 'Null: the name of the shop',
  })
  @IsOptional()
  @IsText(100, 1)
  senderName?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'help@shop.test' })
  @IsOptional()
  @IsAddress()
  replyTo?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    example: 'owner@shop.test',
    description: 'Who at the shop is told that the connection to Ecomail stopped; null: the reply address',
  })
  @IsOptional()
  @IsAddress()
  contactEmail?: string | null;

  @ApiPropertyOptional({
    minimum: 0,
    maximum: 86_400,
    default: defaultMailSettings.quietSeconds,
    description:
      'A customer gets at most one e-mail of a kind in so many seconds; what happens meanwhile is in the next',
  })
  @ValidateIf(isGiven)
  @IsInt()
  @Min(0)
  @Max(86_400)
  quietSeconds?: number;
}

export class MailsQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Those to this customer' })
  @IsOptional()
  @IsUUID()
  customerId?: string;
}

export class PreviewQuery {
  @ApiPropertyOptional({ enum: ['cs', 'en'], description: "In place of the shop's language" })
  @IsOptional()
  @IsIn(['cs', 'en'])
  language?: 'cs' | 'en';
}
