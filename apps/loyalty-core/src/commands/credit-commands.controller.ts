import { parseAmount } from '@ellity/contracts';
import { Transactions } from '@ellity/messaging';
import { CallableBy, CalledBy, type Caller, Clock, KeepsOwnKeys, Problem } from '@ellity/platform';
import { Body, Controller, Headers, Param, Post } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiOperation,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { CustomersService } from '../customers/customers.service';
import { httpSourceOf } from '../keys/command-key';
import {
  AwardBody,
  CancellationBody,
  type ChangeBody,
  CreditAnswer,
  RevocationBody,
  SpendBody,
} from './credit.request';
import { type AwardRef, type CreditAction, creditCommandFrom } from './credit-command';
import { CreditCommandsService } from './credit-commands.service';
import { refusalProblem } from './refusal-problem';

@ApiTags('credits')
@KeepsOwnKeys()
@ApiConflictResponse({ description: 'Refused by the rules of credit; `code` says which' })
@ApiUnprocessableEntityResponse({ description: 'key-reused' })
@CallableBy('service', 'operator', 'merchant')
@Controller('shops/:shopId/customers/:customerId')
export class CreditCommandsController {
  constructor(
    private readonly customers: CustomersService,
    private readonly commands: CreditCommandsService,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  @Post('awards')
  @ApiOperation({ summary: 'Gives credits: an amount, or the reward of the shop' })
  @ApiCreatedResponse({ type: CreditAnswer })
  award(
    @Param('shopId') shopId: string,
    @Param('customerId') customerId: string,
    @Body() body: AwardBody,
    @CalledBy() caller: Caller,
    @Headers('idempotency-key') key: string,
  ): Promise<CreditAnswer> {
    const { amount, reward, expiresOn = null } = body;
    onlyOne({ amount, reward });
    const action: CreditAction = reward
      ? { kind: 'reward', reward, expiresOn }
      : { kind: 'award', amount: parseAmount(amount ?? ''), expiresOn };
    return this.settle({ shopId, customerId, key, type: 'award', action, body, caller });
  }

  @Post('spends')
  @ApiOperation({ summary: 'Spends credits: those that lapse first go first' })
  @ApiCreatedResponse({ type: CreditAnswer })
  spend(
    @Param('shopId') shopId: string,
    @Param('customerId') customerId: string,
    @Body() body: SpendBody,
    @CalledBy() caller: Caller,
    @Headers('idempotency-key') key: string,
  ): Promise<CreditAnswer> {
    const action: CreditAction = { kind: 'spend', amount: parseAmount(body.amount) };
    return this.settle({ shopId, customerId, key, type: 'spend', action, body, caller });
  }

  @Post('revocations')
  @ApiOperation({ summary: 'Takes back what is left of an award, or a part of it' })
  @ApiCreatedResponse({ type: CreditAnswer })
  revoke(
    @Param('shopId') shopId: string,
    @Param('customerId') customerId: string,
    @Body() body: RevocationBody,
    @CalledBy() caller: Caller,
    @Headers('idempotency-key') key: string,
  ): Promise<CreditAnswer> {
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
      amount: amount === undefined ? null : parseAmount(amount),
    };
    return this.settle({ shopId, customerId, key, type: 'revocation', action, body, caller });
  }

  @Post('cancellations')
  @ApiOperation({ summary: 'Gives back what a spending took, or a part of it, to the same lots' })
  @ApiCreatedResponse({ type: CreditAnswer })
  cancel(
    @Param('shopId') shopId: string,
    @Param('customerId') customerId: string,
    @Body() body: CancellationBody,
    @CalledBy() caller: Caller,
    @Headers('idempotency-key') key: string,
  ): Promise<CreditAnswer> {
    const { entryId, spendingKey } = body;
    onlyOne({ entryId, spendingKey });
    const action: CreditAction = {
      kind: 'cancel',
      spending: spendingKey ? { key: spendingKey } : { entryId: (entryId ?? '').toLowerCase() },
      amount: body.amount === undefined ? null : parseAmount(body.amount),
    };
    return this.settle({ shopId, customerId, key, type: 'cancellation', action, body, caller });
  }

  private async settle(asked: {
    shopId: string;
    customerId: string;
    key: string;
    type: string;
    action: CreditAction;
    body: ChangeBody;
    caller: Caller;
  }): Promise<CreditAnswer> {
    const { shopId, customerId, key, type, action, body, caller } = asked;
    const { id } = await this.customers.require(shopId, customerId);
    const { reason, reference = null, announce = true } = body;
    const customer = { shopId, id };
    const command = creditCommandFrom({
      shopId,
      source: httpSourceOf(caller.service),
      service: caller.service,
      actor: caller.actor?.id ?? null,
      at: this.clock.now(),
      key,
      type,
      customer,
      action,
      reason,
      reference,
      announce,
    });
    const [settlement] = await this.transactions.run((transaction) =>
      this.commands.settle(transaction, [command]),
    );
    if (!settlement || settlement.reason) throw refusalProblem(settlement?.reason ?? 'unknown-customer');
    const { entryId, amount, balance, shortfall, outcome } = settlement;
    return { entryId, amount, balance, shortfall, duplicate: outcome === 'duplicate' };
  }
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
