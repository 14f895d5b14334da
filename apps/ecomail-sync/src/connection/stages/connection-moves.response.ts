import { pageOf } from '@ellity/platform';
import { ApiProperty } from '@nestjs/swagger';
import { moves, stages } from './connection-states';

const textOrNull = { type: String, nullable: true } as const;

/** A connection that went from one stage to another. */
export class ConnectionMoved {
  @ApiProperty({ format: 'date-time' }) readonly at!: Date;
  @ApiProperty({ enum: Object.keys(moves) }) readonly move!: string;
  @ApiProperty({ enum: [...stages] }) readonly from!: string;
  @ApiProperty({ enum: [...stages] }) readonly to!: string;
  @ApiProperty({ ...textOrNull, example: 'key-rejected' }) readonly reason!: string | null;
  @ApiProperty({ ...textOrNull, description: 'What Ecomail said' }) readonly detail!: string | null;
  @ApiProperty({ ...textOrNull, description: 'Null: nobody asked for it, it was found out' })
  readonly actor!: string | null;
  @ApiProperty({ ...textOrNull, description: 'As whoever asked for it gave it' })
  readonly why!: string | null;
}

export class ConnectionMovesPage extends pageOf(ConnectionMoved) {}
