import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { FilterFields } from '../views/letters.request';
import { type ActionKind, actionKinds, type EditRule } from './action';

const text = /^[^\0\p{Cs}]*$/u;
const printable = { message: '$property must be text that can be stored' };

export class RuleFields implements EditRule {
  @ApiProperty({ enum: ['set', 'rename', 'remove'] })
  @IsIn(['set', 'rename', 'remove'])
  what!: EditRule['what'];

  @ApiProperty({ example: 'amount', description: 'Below data, parts divided by dots' })
  @Matches(/^\w{1,60}(\.\w{1,60}){0,4}$/, { message: 'field must be names divided by dots' })
  field!: string;

  @ApiPropertyOptional({
    oneOf: [
      { type: 'string' },
      { type: 'number' },
      { type: 'boolean' },
      { type: 'object', additionalProperties: true },
      { type: 'array', items: {} },
    ],
    nullable: true,
    example: '10.00',
    description: 'set: the value. rename: the new name',
  })
  @IsOptional()
  to?: unknown;
}

/** Which letters. */
export class Selection {
  @ApiPropertyOptional({ type: FilterFields, example: { code: 'data-invalid' } })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => FilterFields)
  filter?: FilterFields;

  @ApiPropertyOptional({ type: [String], format: 'uuid', description: 'These letters only' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(1_000)
  @IsUUID(undefined, { each: true })
  ids?: string[];
}

export class ActionRequest extends Selection {
  @ApiProperty({ enum: actionKinds }) @IsIn(actionKinds) kind!: ActionKind;

  @ApiProperty({ example: 'the bug is mended in 0.1.1', description: 'For the audit; names nobody' })
  @Length(3, 500)
  @Matches(text, printable)
  why!: string;

  @ApiPropertyOptional({ description: 'How many letters are meant; needed for more than 100' })
  @IsOptional()
  @IsInt()
  @Min(0)
  count?: number;

  @ApiPropertyOptional({ default: 50, description: 'replay: letters a second, at most' })
  @IsOptional()
  @IsNumber()
  @Min(0.1)
  @Max(5_000)
  rate: number = 50;

  @ApiPropertyOptional({
    default: 0.2,
    description: 'replay: it stops itself when a larger share of what has an outcome fails again',
  })
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1)
  failedShareMax: number = 0.2;

  @ApiPropertyOptional({ type: [RuleFields], description: 'edit: what is done with each message, in order' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => RuleFields)
  rules: RuleFields[] = [];
}

export class PreviewOf extends Selection {
  @ApiPropertyOptional({ enum: actionKinds, default: 'replay' })
  @IsOptional()
  @IsIn(actionKinds)
  kind: ActionKind = 'replay';

  @ApiPropertyOptional({
    default: false,
    description: 'Asks the services what up to 200 of them would do now; nothing is changed',
  })
  @IsOptional()
  @IsBoolean()
  ask: boolean = false;
}

export class LetterEdit {
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    example: {
      email: 'jana.novakova@shop.test',
      amount: '10.00',
      reason: 'order',
      idempotencyKey: 'order-1',
    },
    description:
      'The whole data of the message as it shall be; ids stay as they are, and so does what is still masked as it was shown',
  })
  @IsObject()
  data!: Record<string, unknown>;

  @ApiProperty({ example: 'the amount lacked its decimals' })
  @Length(3, 500)
  @Matches(text, printable)
  why!: string;
}

export class ActionParams {
  @ApiProperty({ format: 'uuid' }) @IsUUID() actionId!: string;
}

export class ActionOrderParams extends ActionParams {
  @ApiProperty({ enum: ['pause', 'resume', 'cancel'] })
  @IsIn(['pause', 'resume', 'cancel'])
  order!: 'pause' | 'resume' | 'cancel';
}
