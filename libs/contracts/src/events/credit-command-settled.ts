import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { Message } from '../message';
import { IsBalance, IsCode, IsCreditAmount, IsIdempotencyKey, IsText } from '../rules';

export const commandOutcomes = ['applied', 'duplicate', 'refused'] as const;
export type CommandOutcome = (typeof commandOutcomes)[number];

/** What became of a command about credit: AwardCredit, SpendCredit, RevokeCredit or CancelSpending. Published once per command message. */
@Message('loyalty.CreditCommandSettled', 1, {
  kind: 'event',
  customer: 'optional',
  sequenced: false,
  isConsumerOptional: true,
  publishers: ['loyalty-core'],
  example: {
    commandId: '0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b11',
    commandType: 'loyalty.AwardCredit.v1',
    commandSource: 'webhook-gateway',
    idempotencyKey: 'order-2026001234',
    outcome: 'applied',
    reason: null,
    entryId: '0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b10',
    amount: '150.00',
    balance: '150.00',
  },
})
export class CreditCommandSettled {
  @IsUUID() commandId!: string;
  @IsText(100) commandType!: string;
  @IsText(60) commandSource!: string;
  @IsIdempotencyKey() idempotencyKey!: string;
  /** `duplicate`: the same key and body were applied before; entry and balance are those of then. */
  @IsIn(commandOutcomes) outcome!: CommandOutcome;
  /** Why it was refused, or why it changed nothing. */
  @IsOptional() @IsCode() reason!: string | null;
  @IsOptional() @IsUUID() entryId!: string | null;
  /** What was really awarded, spent, taken or given back; a revoke takes at most what is left. */
  @IsOptional() @IsCreditAmount() amount!: string | null;
  @IsOptional() @IsBalance() balance!: string | null;
  /** What a revoke could not take, because it was spent; absent: nothing. An applied revoke may have moved nothing else. */
  @IsOptional() @IsCreditAmount() shortfall?: string | null;
}
