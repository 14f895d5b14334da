import { ApiProperty } from '@nestjs/swagger';

/** What a sender gets for every notice that is stored, whatever it holds. */
export class StoredAnswer {
  @ApiProperty({ enum: ['stored'] }) status!: 'stored';
}
