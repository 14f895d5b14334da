import { ApiProperty } from '@nestjs/swagger';
import type { AddressPair } from './addresses.service';

class CurrentAddress {
  @ApiProperty({ example: 'https://hooks.shop.example/hooks/ecomail/6Qd…' }) url!: string;
  @ApiProperty({ example: '2026-11-23T08:15:30.123Z' }) createdAt!: string;
}

class PreviousAddress {
  @ApiProperty({ format: 'uri' }) url!: string;
  @ApiProperty({ format: 'date-time' }) rotatedAt!: string;
}

export class AddressesAnswer implements AddressPair {
  @ApiProperty({ type: CurrentAddress }) current!: CurrentAddress;
  @ApiProperty({ type: PreviousAddress, nullable: true }) previous!: PreviousAddress | null;
}
