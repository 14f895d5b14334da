import { pageOf } from '@ellity/platform';
import { ApiProperty } from '@nestjs/swagger';
import { type ErasedPlace, type ErasureAction, erasureActions } from './erased-place';

class ErasedPlaceView implements ErasedPlace {
  @ApiProperty({ example: 'consents', description: 'A table, or `ecomail`' }) readonly place!: string;
  @ApiProperty({
    enum: erasureActions,
    description: '`kept`: a living customer has it; `retired`: taken out of use, not deleted',
  })
  readonly action!: ErasureAction;
  @ApiProperty({ example: 2 }) readonly count!: number;
}

class ErasureAnswerView {
  @ApiProperty({ example: 'ecomail-sync' }) readonly service!: string;
  @ApiProperty({ type: Date, nullable: true, description: 'Null: not confirmed yet' })
  readonly doneAt!: Date | null;
  @ApiProperty({ type: [ErasedPlaceView] }) readonly places!: readonly ErasedPlace[];
}

/** The receipt of an erasure. It holds nothing about the person. */
export class ErasureView {
  @ApiProperty({ format: 'uuid' }) readonly id!: string;
  @ApiProperty({ format: 'uuid' }) readonly customerId!: string;
  @ApiProperty({
    enum: ['waiting', 'done', 'overdue'],
    description: '`overdue`: a service was reminded often enough; somebody has to look after it',
  })
  readonly state!: 'waiting' | 'done' | 'overdue';
  @ApiProperty({ type: Date }) readonly requestedAt!: Date;
  @ApiProperty({ example: 'console', description: 'The service that asked' }) readonly service!: string;
  @ApiProperty({ type: String, nullable: true, description: 'For whom it asked' })
  readonly actor!: string | null;
  @ApiProperty({ type: Date, nullable: true }) readonly doneAt!: Date | null;
  @ApiProperty({ description: 'How often those who had not confirmed were asked again' })
  readonly reminders!: number;
  @ApiProperty({ type: [ErasureAnswerView], description: 'What was done where, by service' })
  readonly services!: readonly ErasureAnswerView[];
}

export class ErasuresPage extends pageOf(ErasureView) {}
