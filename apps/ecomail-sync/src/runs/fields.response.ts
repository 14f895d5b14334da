import { RunView } from '@ellity/runs';
import { ApiProperty } from '@nestjs/swagger';

export class FieldsChecked {
  @ApiProperty({
    type: RunView,
    nullable: true,
    description: 'Brings the missing fields; null: none is missing',
  })
  readonly run!: RunView | null;
}
