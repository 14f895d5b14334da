import { ApiProperty } from '@nestjs/swagger';
import type { AddressPair } from './addresses.service';

class CurrentAddress {
  @ApiProperty({ example: 'https://hooks.shop.example/hooks/ecomail/6Qd…' }) url!: string;
  @ApiProperty({ example: '2026-11-23T08:15:30.123Z' }) createdAt!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    example: null,
    description: 'What its notices are to be signed with; null: the source does not sign',
  })
  signingSecret!: string | null;
}

class PreviousAddress {
  @ApiProperty({ format: 'uri' }) url!: string;
  @ApiProperty({ format: 'date-time' }) rotatedAt!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    format: 'date-time',
    description: 'When it ends by itself; null: when it is retired or at the next rotation',
  })
  endsAt!: string | null;
}

export class AddressesAnswer implements AddressPair {
  @ApiProperty({ type: CurrentAddress }) current!: CurrentAddress;
  @ApiProperty({ type: PreviousAddress, nullable: true }) previous!: PreviousAddress | null;
}
