import { creditAmountPattern, dayPattern } from '@ellity/contracts';
import { Transactions } from '@ellity/messaging';
import { Problem } from '@ellity/platform';
import { Body, Controller, Headers, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsUUID, Matches, ValidateIf } from 'class-validator';
import { textPattern } from '../customers/customer-view';
import { CustomersService } from '../customers/customers.service';
import { amountOf } from './amount';
import type { RefusalCode } from './credit-account';
import { type AwardRef, type CreditAction, creditCommandFrom } from './credit-command';
import { CreditsService } from './credits.service';

const Amount = () =>
  Matches(creditAmountPattern, {
    message: '$property must be an amount above zero with two decimals and at most 12 digits, like "150.00"',
  });
const isGiven = (_body: object, value: unknown): boolean => value !== undefined;

abstract class ChangeBody {
  @ApiProperty({ example: 'order' })
  @Matches(/^[a-z][a-z0-9-]{0,59}$/, { message: 'reason must be a lower-case word like "order"' })
  reason!: string;

  @ApiPropertyOptional({ type: String, nullable: true, example: '2026001234' })
  @IsOptional()
  @Matches(textPattern(100), { message: 'reference must have at most 100 characters' })
  reference?: string | null;

  @ApiPropertyOptional({ default: true, description: 'False: fields are written, nobody is told' })
  @ValidateIf(isGiven)
  @IsBoolean()
  announce?: boolean;
}

class AwardBody extends ChangeBody {
  @ApiPropertyOptional({ example: '150.00', description: 'Either this or reward' })
  @ValidateIf((body: AwardBody) => body.reward === undefined || body.amount !== undefined)
  @Amount()
  amount?: string;

  @ApiPropertyOptional({ enum: ['newsletter'] })
  @ValidateIf(isGiven)
  @IsIn(['newsletter'])
  reward?: 'newsletter';

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    example: '2027-12-31',
    description: 'The last day to spend them',
  })
  @IsOptional()
  @Matches(dayPattern, { message: 'expiresOn must be a day like "2027-12-31"' })
  expiresOn?: string | null;
}

class SpendBody extends ChangeBody {
  @ApiProperty({ example: '20.00' })
  @Amount()
  amount!: string;
}

class RevocationBody extends ChangeBody {
  @ApiPropertyOptional({ description: 'The entry of the award to take back; or awardKey, or reward' })
  @ValidateIf((body: RevocationBody) => body.awardKey === undefined && body.reward === undefined)
  @IsUUID()
  entryId?: string;

  @ApiPropertyOptional({ description: 'The Idempotency-Key under which it was awarded by HTTP' })
  @ValidateIf(isGiven)
  @Matches(/^[^\p{Cc}\p{Cs}]{1,200}$/u, { message: 'awardKey must have 1 to 200 characters' })
  awardKey?: string;

  @ApiPropertyOptional({ enum: ['newsletter'] })
  @ValidateIf(isGiven)
  @IsIn(['newsletter'])
  reward?: 'newsletter';

  @ApiPropertyOptional({ example: '50.00', description: 'Without it: all that is left' })
  @ValidateIf(isGiven)
  @Amount()
  amount?: string;
}

interface Answer {
  readonly entryId: string | null;
  /** What was really moved; a revocation takes at most what is left. */
  readonly amount: string | null;
  /** After this entry; of a duplicate, as it was then. */
  readonly balance: string | null;
  readonly duplicate: boolean;
}

@ApiTags('credits')
@ApiHeader({
  name: 'Idempotency-Key',
  required: true,
  description: 'The same key with the same body counts once, ever',
})
@Controller('shops/:shopId/customers/:customerId')
export class CreditsController {
  constructor(
    private readonly customers: CustomersService,
    private readonly credits: CreditsService,
    private readonly transactions: Transactions,
  ) {}

  @Post('awards')
  @ApiOperation({ summary: 'Gives credits: an amount, or the reward of the shop' })
  award(
    @Param('shopId') shopId: string,
    @Param('customerId') customerId: string,
    @Body() body: AwardBody,
    @Headers('idempotency-key') key?: string,
  ): Promise<Answer> {
    const { amount, reward, expiresOn = null } = body;
    onlyOne({ amount, reward });
    const action: CreditAction = reward
      ? { kind: 'reward', reward, expiresOn }
      : { kind: 'award', amount: amountOf(amount ?? ''), expiresOn };
    return this.settle({ shopId, customerId, key, type: 'award', action, body });
  }

  @Post('spends')
  @ApiOperation({ summary: 'Spends credits: those that lapse first go first' })
  spend(
    @Param('shopId') shopId: string,
    @Param('customerId') customerId: string,
    @Body() body: SpendBody,
    @Headers('idempotency-key') key?: string,
  ): Promise<Answer> {
    const action: CreditAction = { kind: 'spend', amount: amountOf(body.amount) };
    return this.settle({ shopId, customerId, key, type: 'spend', action, body });
  }

  @Post('revocations')
  @ApiOperation({ summary: 'Takes back what is left of an award, or a part of it' })
  revoke(
    @Param('shopId') shopId: string,
    @Param('customerId') customerId: string,
    @Body() body: RevocationBody,
    @Headers('idempotency-key') key?: string,
  ): Promise<Answer> {
    const { entryId, awardKey, reward, amount } = body;
    onlyOne({ entryId, awardKey, reward });
    const award: AwardRef = reward
      ? { reward }
      : awardKey
        ? { key: awardKey }
        : { entryId: (entryId ?? '').toLowerCase() };
    const action: CreditAction = {
      kind: 'revoke',
      award,
      amount: amount === undefined ? null : amountOf(amount),
    };
    return this.settle({ shopId, customerId, key, type: 'revocation', action, body });
  }

  private async settle(asked: {
    shopId: string;
    customerId: string;
    key: string | undefined;
    type: string;
    action: CreditAction;
    body: ChangeBody;
  }): Promise<Answer> {
    const { shopId, customerId, type, action, body } = asked;
    const key = checkedKey(asked.key);
    const { id } = await this.customers.require(shopId, customerId);
    const { reason, reference = null, announce = true } = body;
    const customer = { shopId, id };
    const command = creditCommandFrom({
      shopId,
      source: 'http',
      key,
      type,
      customer,
      action,
      reason,
      reference,
      announce,
    });
    const [settlement] = await this.transactions.run((transaction) =>
      this.credits.settle(transaction, [command]),
    );
    if (!settlement || settlement.reason) throw refusalProblem(settlement?.reason ?? 'unknown-customer');
    const { entryId, amount, balance, outcome } = settlement;
    return { entryId, amount, balance, duplicate: outcome === 'duplicate' };
  }
}

function checkedKey(key: string | undefined): string {
  if (key !== undefined && /^[\x21-\x7e][\x20-\x7e]{0,199}$/.test(key)) return key;
  const problem = 'must be given, with 1 to 200 printable ASCII characters';
  throw new Problem(
    400,
    'idempotency-key-invalid',
    'Send an Idempotency-Key that names this change for ever.',
    [{ field: 'Idempotency-Key', problem }],
  );
}

function onlyOne(choices: Record<string, unknown>): void {
  const given = Object.keys(choices).filter((name) => choices[name] !== undefined);
  if (given.length <= 1) return;
  const problem = `give only one of ${Object.keys(choices).join(', ')}`;
  throw new Problem(
    400,
    'request-invalid',
    'Some fields exclude each other; see errors.',
    given.map((field) => ({ field, problem })),
  );
}

function refusalProblem(code: RefusalCode): Problem {
  const [status, detail] = refusals[code];
  return new Problem(status, code, detail);
}

const refusals: Readonly<Record<RefusalCode, readonly [number, string]>> = {
  'already-granted': [409, 'The reward was paid before: once per customer and per address.'],
  'balance-too-large': [409, 'The balance would have more than 12 digits.'],
  'expiry-invalid': [400, 'expiresOn is a day that is in no calendar.'],
  'expiry-past': [409, 'The last day of these credits is over.'],
  'insufficient-credit': [409, 'The customer has fewer credits than that to spend.'],
  'key-reused': [422, 'This Idempotency-Key was used with another body before. Use a new one.'],
  'no-grant': [409, 'The customer was never paid this reward.'],
  'nothing-left': [409, 'Nothing is left of this award.'],
  'reward-off': [409, 'The shop does not pay this reward.'],
  'subscribed-before': [409, 'The address was subscribed before without this reward, and so earns nothing.'],
  'unknown-award': [404, 'The customer has no such award.'],
  'unknown-customer': [404, 'The shop has no customer with this id.'],
  'unknown-shop': [404, 'There is no shop with this id.'],
};
