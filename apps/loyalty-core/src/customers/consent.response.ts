import { pageOf } from '@ellity/platform';
import { ApiProperty } from '@nestjs/swagger';
import { type RecordedSource, recordedSources } from './consent';

const textOrNull = { type: String, nullable: true } as const;

/** A decision about marketing e-mails. The one of the newest `decidedAt` is the customer's `marketingConsent`. */
export class ConsentView {
  @ApiProperty({ enum: ['granted', 'denied'] }) readonly marketingConsent!: 'granted' | 'denied';
  @ApiProperty({ type: Date, description: 'When the customer said it' }) readonly decidedAt!: Date;
  @ApiProperty({ type: Date, description: 'When it came to us' }) readonly recordedAt!: Date;
  @ApiProperty({
    enum: recordedSources,
    description:
      'Where it was said; `mailing-list`: left or complained there; `unrecorded`: nobody told us where',
  })
  readonly source!: RecordedSource;
  @ApiProperty({ ...textOrNull, example: 'newsletter box in the account, wording of 2026-09' })
  readonly proof!: string | null;
  @ApiProperty({ ...textOrNull, example: 'shop-adapter', description: 'The service that told us' })
  readonly service!: string | null;
  @ApiProperty({ ...textOrNull, example: 'person-17', description: 'For whom it told us' })
  readonly actor!: string | null;
}

export class ConsentsPage extends pageOf(ConsentView) {}
