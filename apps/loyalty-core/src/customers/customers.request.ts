import { balancePattern, IsAddress, type MarketingConsent, marketingConsents } from '@ellity/contracts';
import { PageQuery } from '@ellity/platform';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, Matches } from 'class-validator';
import { IsText } from '../values/request-rules';
import { type CustomerOrder, customerOrders } from './customer-search';

const balanceRule = { message: '$property must be an amount with two decimals, like "100.00"' };

/** Which customers a list shows; all that is given must be true of each. */
export class CustomersQuery extends PageQuery {
  @ApiPropertyOptional({
    example: 'jana.novakova@shop.test',
    description: 'The customer who has this address',
  })
  @IsOptional()
  @IsAddress()
  email?: string;

  @ApiPropertyOptional({
    example: 'novak',
    description:
      'Words of names, addresses or phone numbers, without regard to case and diacritics; all must occur, those of one or two letters at the beginning of a word',
  })
  @IsOptional()
  @IsText(100)
  search?: string;

  @ApiPropertyOptional({ type: Boolean, description: 'False: anonymous customers only' })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  registered?: boolean;

  @ApiPropertyOptional({ example: 'VIP' })
  @IsOptional()
  @IsText(100)
  group?: string;

  @ApiPropertyOptional({ enum: marketingConsents })
  @IsOptional()
  @IsIn(marketingConsents)
  consent?: MarketingConsent;

  @ApiPropertyOptional({ example: '0.01', description: 'At least this balance' })
  @IsOptional()
  @Matches(balancePattern, balanceRule)
  balanceFrom?: string;

  @ApiPropertyOptional({ example: '100.00', description: 'At most this balance' })
  @IsOptional()
  @Matches(balancePattern, balanceRule)
  balanceTo?: string;

  @ApiPropertyOptional({ enum: customerOrders, default: 'newest' })
  @IsOptional()
  @IsIn(customerOrders)
  sort: CustomerOrder = 'newest';
}
