import { dayPattern } from '@ellity/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsUUID, Matches, ValidateIf } from 'class-validator';
import { IsCreditAmount, IsDay, isGiven, IsText } from '../values/request-rules';

export abstract class ChangeBody {
  @ApiProperty({ example: 'order' })
  @Matches(/^[a-z][a-z0-9-]{0,59}$/, { message: 'reason must be a lower-case word like "order"' })
  reason!: string;

  @ApiPropertyOptional({ type: String, nullable: true, example: '2026001234' })
  @IsOptional()
  @IsText(100)
  reference?: string | null;

  @ApiPropertyOptional({ default: true, description: 'False: fields are written, nobody is notified' })
  @ValidateIf(isGiven)
  @IsBoolean()
  announce?: boolean;
}

export class AwardBody extends ChangeBody {
  @ApiPropertyOptional({ example: '150.00', description: 'Either this or reward' })
  @ValidateIf((body: AwardBody) => body.reward === undefined || body.amount !== undefined)
  @IsCreditAmount()
  amount?: string;

  @ApiPropertyOptional({ enum: ['newsletter'] })
  @ValidateIf(isGiven)
  @IsIn(['newsletter'])
  reward?: 'newsletter';

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    pattern: dayPattern.source,
    example: '2027-12-31',
    description: 'The last day to spend them',
  })
  @IsOptional()
  @IsDay()
  expiresOn?: string | null;
}

export class SpendBody extends ChangeBody {
  @ApiProperty({ example: '20.00' })
  @IsCreditAmount()
  amount!: string;
}

export class RevocationBody extends ChangeBody {
  @ApiPropertyOptional({ description: 'The entry of the award to take back; or awardKey, or reward' })
  @ValidateIf((body: RevocationBody) => body.awardKey === undefined && body.reward === undefined)
  @IsUUID()
  entryId?: string;

  @ApiPropertyOptional({
    example: 'order-4711-award',
    description: 'The Idempotency-Key under which the same service awarded it by HTTP',
  })
  @ValidateIf(isGiven)
  @IsText(200, 1)
  awardKey?: string;

  @ApiPropertyOptional({ enum: ['newsletter'] })
  @ValidateIf(isGiven)
  @IsIn(['newsletter'])
  reward?: 'newsletter';

  @ApiPropertyOptional({ example: '50.00', description: 'Without it: all that is left' })
  @ValidateIf(isGiven)
  @IsCreditAmount()
  amount?: string;
}

export class CancellationBody extends ChangeBody {
  @ApiPropertyOptional({ description: 'The entry of the spending to give back; or spendingKey' })
  @ValidateIf((body: CancellationBody) => body.spendingKey === undefined)
  @IsUUID()
  entryId?: string;

  @ApiPropertyOptional({
    example: 'order-4711-spend',
    description: 'The Idempotency-Key under which the same service spent it by HTTP',
  })
  @ValidateIf(isGiven)
  @IsText(200, 1)
  spendingKey?: string;

  @ApiPropertyOptional({ example: '5.00', description: 'Without it: all that was not given back yet' })
  @ValidateIf(isGiven)
  @IsCreditAmount()
  amount?: string;
}

export class CreditAnswer {
  @ApiProperty({ type: String, nullable: true, format: 'uuid' }) readonly entryId!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    example: '150.00',
    description: 'What was really moved: at most what is left to take, or to give back',
  })
  readonly amount!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    example: '150.00',
    description: 'After this entry and what followed from it at once; of a duplicate, as it was then',
  })
  readonly balance!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    example: null,
    description:
      'What a revocation could not take, because it was spent: recorded, or owed, as the shop decided',
  })
  readonly shortfall!: string | null;
  @ApiProperty() readonly duplicate!: boolean;
}
