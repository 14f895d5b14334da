import { isAddressRefused, readAddress } from '@ellity/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { applyDecorators } from '@nestjs/common';
import { ArrayMaxSize, IsArray, IsOptional, IsString, Length, ValidateBy } from 'class-validator';
import { TextsView } from '../../connection/connection.response';

/** Whom test mode lets through. */
export const AreAddresses = () =>
  applyDecorators(
    IsArray(),
    ArrayMaxSize(100),
    ValidateBy(
      { name: 'isAddress', validator: { validate: (value) => !isAddressRefused(readAddress(value)) } },
      { each: true, message: 'each of $property must be an e-mail address' },
    ),
  );

export class TestModeRequest {
  @ApiProperty({
    type: [String],
    example: ['owner@shop.test'],
    description: 'Only contacts with these addresses are written and notified; none: nobody is',
  })
  @AreAddresses()
  addresses!: string[];

  @ApiPropertyOptional({ description: 'why, for the record of moves; never an address', example: 'a trial' })
  @IsOptional()
  @IsString()
  @Length(3, 500)
  why?: string;
}

export class TestModeView {
  @ApiProperty({ description: 'Whether only the addresses are written and notified' })
  readonly isOn!: boolean;
  @ApiProperty({
    type: [String],
    example: ['owner@shop.test'],
    description: 'In full for people; shortened for services',
  })
  readonly addresses!: readonly string[];
  @ApiProperty({ description: 'Contacts with something to write or to tell that are kept back, so far' })
  readonly contactsKeptBack!: number;
  @ApiProperty({ type: TextsView, nullable: true }) readonly message!: TextsView | null;
}
