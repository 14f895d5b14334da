import { PageQuery, ShopParams } from '@ellity/platform';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { type ContactsState, contactsStates } from './view-statements';

export class ContactParams extends ShopParams {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  customerId!: string;
}

export class ContactsQuery extends PageQuery {
  @ApiPropertyOptional({
    enum: contactsStates,
    description:
      '`rejected`: Ecomail does not take them; `kept-back`: test mode leaves them out; `incomplete`: stored without a field of theirs',
  })
  @IsOptional()
  @IsIn(contactsStates)
  state?: ContactsState;
}
