import { pageOf } from '@ellity/platform';
import { ApiProperty } from '@nestjs/swagger';
import { letterStates } from '../letters/letter';

const textOrNull = (example: string | null) => ({ type: String, nullable: true, example }) as const;
const instantOrNull = { type: String, nullable: true, format: 'date-time', example: null } as const;

/** A letter in a list. */
export class LetterView {
  @ApiProperty({ format: 'uuid' }) readonly id!: string;
  @ApiProperty({ format: 'uuid' }) readonly groupId!: string;
  @ApiProperty({ example: '0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01' }) readonly messageId!: string;
  @ApiProperty({ example: 'loyalty-core.credits.dlq' }) readonly queue!: string;
  @ApiProperty(textOrNull('loyalty-core.credits')) readonly failingQueue!: string | null;
  @ApiProperty({ example: 'loyalty-core' }) readonly service!: string;
  @ApiProperty(textOrNull('0.1.0')) readonly serviceVersion!: string | null;
  @ApiProperty(textOrNull('shop-adapter')) readonly sender!: string | null;
  @ApiProperty({ example: 'loyalty.AwardCredit.v1' }) readonly type!: string;
  @ApiProperty(textOrNull('demo')) readonly shopId!: string | null;
  @ApiProperty({ ...textOrNull(null), format: 'uuid' }) readonly customerId!: string | null;
  @ApiProperty({ example: 'data-invalid' }) readonly code!: string;
  @ApiProperty({ example: 'amount must be an amount above zero' }) readonly message!: string;
  @ApiProperty({ type: Number, nullable: true, example: 1 }) readonly attempts!: number | null;
  @ApiProperty({ ...instantOrNull, description: 'When it happened, as its sender says' })
  readonly occurredAt!: string | null;
  @ApiProperty({ format: 'date-time' }) readonly firstAt!: string;
  @ApiProperty({ format: 'date-time' }) readonly lastAt!: string;
  @ApiProperty({ description: 'How often it came again' }) readonly returns!: number;
  @ApiProperty({ enum: letterStates }) readonly state!: string;
  @ApiProperty({ description: 'Size of the body' }) readonly bytes!: number;
  @ApiProperty({ description: 'Whether there is a way back to where it failed' })
  readonly isReplayable!: boolean;
  @ApiProperty() readonly isEdited!: boolean;
  @ApiProperty({ ...instantOrNull, description: 'It went back once by itself, after the delivery limit' })
  readonly sentBackAt!: string | null;
}

export class LettersPage extends pageOf(LetterView) {}

export class LetterAttempt {
  @ApiProperty({ format: 'uuid' }) readonly actionId!: string;
  @ApiProperty({ example: 'failed' }) readonly state!: string;
  @ApiProperty(textOrNull('data-invalid')) readonly code!: string | null;
  @ApiProperty(instantOrNull) readonly sentAt!: string | null;
  @ApiProperty(instantOrNull) readonly settledAt!: string | null;
  @ApiProperty({ example: 'novak' }) readonly actor!: string;
  @ApiProperty({ example: 'the bug is mended in 0.1.1' }) readonly why!: string;
}

export class ContractField {
  @ApiProperty({ example: 'amount' }) readonly name!: string;
  @ApiProperty(textOrNull('an amount above zero with two decimals')) readonly rule!: string | null;
  @ApiProperty(textOrNull(null)) readonly description!: string | null;
  @ApiProperty({ description: 'The message has it' }) readonly isGiven!: boolean;
  @ApiProperty({ type: [String], example: [], description: 'Rules that it breaks now' })
  readonly problems!: readonly string[];
}

export class LetterContract {
  @ApiProperty({ example: 'loyalty.AwardCredit.v1' }) readonly type!: string;
  @ApiProperty({ example: 'A shop grants credit.' }) readonly description!: string;
  @ApiProperty({ type: [ContractField] }) readonly fields!: readonly ContractField[];
}

export class BothLanguages {
  @ApiProperty({ example: 'Zpráva porušuje smlouvu.' }) readonly cs!: string;
  @ApiProperty({ example: 'The message breaks its contract.' }) readonly en!: string;
}

export class LetterChange {
  @ApiProperty({ example: 'data.amount' }) readonly field!: string;
  @ApiProperty(textOrNull('"10"')) readonly before!: string | null;
  @ApiProperty(textOrNull('"10.00"')) readonly after!: string | null;
}

export class LettersOfType {
  @ApiProperty({ example: 'loyalty.CreditChanged.v1' }) readonly type!: string;
  @ApiProperty({ example: 'loyalty-core', description: 'Empty: not known' }) readonly sender!: string;
  @ApiProperty({ example: 1, description: 'Open, or in an action that has not ended' })
  readonly open!: number;
  @ApiProperty({ example: 4, description: 'Their receivers have them' }) readonly delivered!: number;
  @ApiProperty({ example: 0 }) readonly discarded!: number;
}

export class LettersOfHour extends LettersOfType {
  @ApiProperty({
    type: Date,
    nullable: true,
    example: '2026-11-27T09:00:00.000Z',
    description: 'In which their messages were made; null: all that were before, or whose hour is not known',
  })
  readonly hour!: Date | null;
}

/** What closes the count of a sender: published = received + open + discarded. */
export class LetterReconciliation {
  @ApiProperty({ type: [LettersOfType] }) readonly types!: readonly LettersOfType[];
  @ApiProperty({ type: [LettersOfHour], description: 'Empty unless `since` is given' })
  readonly hours!: readonly LettersOfHour[];
}

/** A letter in full, secrets masked, addresses shortened. */
export class LetterInFull {
  @ApiProperty() readonly letter!: LetterView;
  @ApiProperty({ ...textOrNull('{ "specversion": "1.0" }'), description: 'Null: the person was erased' })
  readonly body!: string | null;
  @ApiProperty({ type: 'object', additionalProperties: true, example: { sender: 'shop-adapter' } })
  readonly headers!: Readonly<Record<string, string | number | boolean>>;
  @ApiProperty({ example: 'loyalty.commands' }) readonly exchange!: string;
  @ApiProperty({ example: 'loyalty.AwardCredit.v1' }) readonly routingKey!: string;
  @ApiProperty(textOrNull(null)) readonly stack!: string | null;
  @ApiProperty(textOrNull(null)) readonly traceId!: string | null;
  @ApiProperty({ type: LetterContract, nullable: true, description: 'Null: the type is in no contract' })
  readonly contract!: LetterContract | null;
  @ApiProperty({ type: [String], example: [], description: 'Every rule that the message breaks now' })
  readonly problems!: readonly string[];
  @ApiProperty({ type: BothLanguages }) readonly why!: BothLanguages;
  @ApiProperty({
    type: [String],
    example: ['preview', 'replay'],
    description: 'What is safe, the best first',
  })
  readonly next!: readonly string[];
  @ApiProperty({ type: [LetterChange], description: 'What an edit changed; the original is kept' })
  readonly changes!: readonly LetterChange[];
  @ApiProperty({ type: [LetterAttempt] }) readonly tries!: readonly LetterAttempt[];
  @ApiProperty({ type: [LetterView], description: "The customer's other letters, the newest first" })
  readonly others!: readonly LetterView[];
}
