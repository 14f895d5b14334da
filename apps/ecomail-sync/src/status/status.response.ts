import { ApiProperty } from '@nestjs/swagger';
import { FailingWorkView, TextsView } from '../connection/connection.response';
import { connectionStates, pauseReasons } from '../connection/stages/connection-states';
import { DriftView } from '../runs/drift/drift.response';
import { ExportView } from '../runs/export/export.response';
import { automationUses, type AutomationUse } from './automation-use';

const timeOrNull = { type: String, nullable: true, format: 'date-time' } as const;
const secondsOrNull = { type: Number, nullable: true } as const;

export class LaneStatus {
  @ApiProperty({ example: 'credit' }) readonly lane!: string;
  @ApiProperty({ description: 'Contacts to be written' }) readonly contacts!: number;
  @ApiProperty({ description: 'Tracker events that are due, or wait for others to join them' })
  readonly events!: number;
  @ApiProperty({ ...secondsOrNull, description: 'How long the first of both waits' })
  readonly oldestSeconds!: number | null;
}

export class BudgetStatus {
  @ApiProperty({ ...secondsOrNull, description: 'What the key may call; null: as much as it likes' })
  readonly requestsPerMinute!: number | null;
  @ApiProperty({
    ...secondsOrNull,
    description: 'About how many calls all shops of the key made in the last minute; null: not known',
  })
  readonly usedLastMinute!: number | null;
}

export class ForecastView {
  @ApiProperty({ ...secondsOrNull, description: 'Until all that waits now is done; null: nobody can know' })
  readonly secondsLeft!: number | null;
  @ApiProperty(timeOrNull) readonly doneAt!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'key-rejected' }) readonly heldUpBy!: string | null;
}

export class RejectedExample {
  @ApiProperty({ format: 'uuid' }) readonly customerId!: string;
  @ApiProperty({ example: 'email: email_invalid' }) readonly reason!: string;
}

export class RejectedStatus {
  @ApiProperty() readonly count!: number;
  @ApiProperty({ type: [RejectedExample], description: 'A few' })
  readonly examples!: readonly RejectedExample[];
  @ApiProperty({ example: '/connections/demo/contacts?state=rejected' }) readonly all!: string;
  @ApiProperty({
    description: 'Tries them again: POST it with {"onlyRejected": true}',
    example: '/connections/demo/exports',
  })
  readonly retry!: string;
}

export class TestModeStatus {
  @ApiProperty({ description: 'How many addresses are let through' }) readonly addresses!: number;
  @ApiProperty({ description: 'Contacts with something to write or to tell that wait, so far' })
  readonly contactsKeptBack!: number;
  @ApiProperty({ example: '/connections/demo/contacts?state=kept-back' }) readonly all!: string;
  @ApiProperty({ type: TextsView }) readonly text!: TextsView;
}

export class AutomationsText {
  @ApiProperty({ example: 'Na naše události reaguje v Ecomailu aspoň jedna automatizace.' })
  readonly cs!: string;
  @ApiProperty({ example: 'At least one automation at Ecomail reacts to our events.' }) readonly en!: string;
}

export class AutomationsStatus {
  @ApiProperty({ enum: automationUses, example: 'used' }) readonly use!: AutomationUse;
  @ApiProperty() readonly text!: AutomationsText;
  @ApiProperty({ description: 'Contacts whose log was read' }) readonly contacts!: number;
  @ApiProperty(timeOrNull) readonly sampledAt!: string | null;
}

/** How the delivery of a shop is, in one answer. */
export class ConnectionStatus {
  @ApiProperty({ example: 'demo' }) readonly shopId!: string;
  @ApiProperty({ enum: connectionStates, example: 'active' }) readonly state!: string;
  @ApiProperty({ type: String, nullable: true, enum: [...Object.keys(pauseReasons), null] })
  readonly reason!: string | null;
  @ApiProperty({ format: 'date-time' }) readonly since!: string;
  @ApiProperty({ ...timeOrNull, description: 'When Ecomail answered well last; null: not in the last week' })
  readonly lastSuccessAt!: string | null;
  @ApiProperty({ type: [FailingWorkView] }) readonly failing!: readonly FailingWorkView[];
  @ApiProperty({ type: [LaneStatus] }) readonly lanes!: readonly LaneStatus[];
  @ApiProperty({ ...secondsOrNull, description: 'How long the first of all waits; null: nothing waits' })
  readonly oldestSeconds!: number | null;
  @ApiProperty({ description: 'Tracker events whose answer never came; they are looked for' })
  readonly unconfirmed!: number;
  @ApiProperty() readonly budget!: BudgetStatus;
  @ApiProperty({ description: 'Tracker calls that merging made needless in the last 24 hours' })
  readonly callsSaved!: number;
  @ApiProperty() readonly forecast!: ForecastView;
  @ApiProperty({ type: ExportView, nullable: true }) readonly lastExport!: ExportView | null;
  @ApiProperty() readonly rejected!: RejectedStatus;
  @ApiProperty({ type: TestModeStatus, nullable: true, description: 'null: test mode is off' })
  readonly testMode!: TestModeStatus | null;
  @ApiProperty() readonly drift!: DriftView;
  @ApiProperty() readonly automations!: AutomationsStatus;
}
