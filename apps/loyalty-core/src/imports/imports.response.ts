import { ApiProperty } from '@nestjs/swagger';
import { importColumns } from './import-columns';
import { lineProblems } from './import-line';

class ProblemText {
  @ApiProperty({ example: 'Není to e-mailová adresa.' }) readonly cs!: string;
  @ApiProperty({ example: 'This is no e-mail address.' }) readonly en!: string;
}

export class ImportProblemView {
  @ApiProperty({ example: 17, description: 'As a text editor counts' }) readonly line!: number;
  @ApiProperty({ enum: importColumns, type: String, nullable: true }) readonly column!: string | null;
  @ApiProperty({ enum: Object.keys(lineProblems) }) readonly code!: string;
  @ApiProperty({ type: ProblemText }) readonly text!: ProblemText;
}

export class ImportView {
  @ApiProperty({ format: 'uuid' }) readonly id!: string;
  @ApiProperty({
    enum: ['checked', 'running', 'paused', 'stopped', 'done'],
    description: 'stopped: its run was cancelled or failed; what was done stays, and start goes on',
  })
  readonly state!: string;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description:
      'The run that carries it out; null before its start, and while another file of the shop is first',
  })
  readonly runId!: string | null;
  @ApiProperty({ enum: ['utf8', 'utf16le', 'win1250'] }) readonly encoding!: string;
  @ApiProperty({ example: ';' }) readonly delimiter!: string;
  @ApiProperty({ type: [String], example: ['věk'], description: 'Columns that mean nothing here' })
  readonly ignoredColumns!: string[];
  @ApiProperty({ description: 'Lines beside the header' }) readonly lines!: number;
  @ApiProperty() readonly invalid!: number;
  @ApiProperty({ description: 'Waiting to be carried out' }) readonly ready!: number;
  @ApiProperty() readonly done!: number;
  @ApiProperty({ description: 'Could not be carried out' }) readonly failed!: number;
  @ApiProperty({ description: 'Customers that the lines create' }) readonly creates!: number;
  @ApiProperty({ description: 'Lines about customers who exist, or were named before' })
  readonly updates!: number;
  @ApiProperty({ example: '12500.00', description: 'All that the lines award' }) readonly credits!: string;
  @ApiProperty() readonly announce!: boolean;
  @ApiProperty({ format: 'date-time' }) readonly createdAt!: Date;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly finishedAt!: Date | null;
}

export class ImportProblemsPage {
  @ApiProperty({ type: [ImportProblemView] }) readonly items!: readonly ImportProblemView[];
  @ApiProperty({
    type: String,
    nullable: true,
    description: '`before` of the next page; null on the last one',
  })
  readonly next!: string | null;
}
