import { pageOf } from '@ellity/platform';
import { type Run, RunView, runView } from '@ellity/runs';
import { ApiProperty } from '@nestjs/swagger';

/** How far an export is. */
export class ExportView {
  @ApiProperty() readonly run!: RunView;
  @ApiProperty({ description: 'Written to Ecomail' }) readonly stored!: number;
  @ApiProperty({ description: 'At Ecomail already exactly as they are, lately' }) readonly unchanged!: number;
  @ApiProperty({ description: 'Refused by Ecomail, or waiting for their address: GET …/rejected lists them' })
  readonly rejected!: number;
  @ApiProperty({ description: 'Still to be written' }) readonly waiting!: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Contacts a minute so far' })
  readonly perMinute!: number | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    description:
      'By the pace, the budget of the key and what goes first; null: not known, or it does not go on',
  })
  readonly secondsLeft!: number | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Why it does not go on: the state and reason of the connection',
    example: 'key-rejected',
  })
  readonly heldUpBy!: string | null;
}

export class ExportsPage extends pageOf(ExportView) {}

export interface ExportCounts {
  readonly stored: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly waiting: number;
}

export const exportView = (
  run: Run,
  counts: ExportCounts,
  pace: Pick<ExportView, 'perMinute' | 'secondsLeft' | 'heldUpBy'>,
): ExportView => ({ run: runView(run), ...counts, ...pace });

export class ChangedField {
  @ApiProperty({ example: 'ellity_credit' }) readonly field!: string;
  @ApiProperty({ type: String, nullable: true }) readonly from!: string | null;
  @ApiProperty({ type: String, nullable: true }) readonly to!: string | null;
}

export class ChangedContact {
  @ApiProperty({ format: 'uuid' }) readonly customerId!: string;
  @ApiProperty() readonly email!: string;
  @ApiProperty({ type: [ChangedField] }) readonly fields!: readonly ChangedField[];
}

export class LeftOut {
  @ApiProperty({ enum: ['without-profile', 'address-in-use', 'test-mode', 'refused'] })
  readonly reason!: string;
  @ApiProperty() readonly count!: number;
  @ApiProperty() readonly text!: string;
}

/** What an export would do now. */
export class ExportPreview {
  @ApiProperty({ description: 'Customers that the mirror knows' }) readonly total!: number;
  @ApiProperty({ description: 'Not in the list yet' }) readonly added!: number;
  @ApiProperty({ description: 'Fields that differ from what was written last, or were written too long ago' })
  readonly changed!: number;
  @ApiProperty() readonly unchanged!: number;
  @ApiProperty({ description: 'The three above come from a part of the contacts' })
  readonly isEstimate!: boolean;
  @ApiProperty({ type: [LeftOut] }) readonly leftOut!: readonly LeftOut[];
  @ApiProperty({ type: [ChangedContact], description: 'A few, as Ecomail has them now' })
  readonly examples!: readonly ChangedContact[];
  @ApiProperty({ type: Number, nullable: true }) readonly secondsNeeded!: number | null;
}
