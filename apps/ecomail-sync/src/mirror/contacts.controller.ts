import { Problem } from '@ellity/platform';
import { Controller, Get, Param, ParseUUIDPipe } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { shopIdOf } from '../connection/shop-params';

@ApiTags('contacts')
@Controller('contacts')
export class ContactsController {
  constructor(private readonly dataSource: DataSource) {}

  @Get(':shopId/:customerId')
  @ApiOperation({
    summary: 'What the mirror holds of a customer, and what of it is stored at Ecomail; never the PIN',
  })
  async show(
    @Param('shopId') shopId: string,
    @Param('customerId', ParseUUIDPipe) customerId: string,
  ): Promise<Readonly<Record<string, unknown>>> {
    const [row]: Record<string, unknown>[] = await this.dataSource.query(
      `select shop_id as "shopId", customer_id as "customerId", email, first_name as "firstName", last_name as "lastName", phone,
         is_registered as registered, customer_group as "group", referral_code as "referralCode",
         referral_link as "referralLink", consent, balance, next_expiration_on::text as "nextExpirationOn",
         next_expiration_amount as "nextExpirationAmount", last_change_amount as "lastChangeAmount",
         last_changed_at as "lastChangedAt", pin_sealed is not null as "hasPin", expiring_on::text as "expiringOn",
         expiring_amount as "expiringAmount", version::int, stored_version::int as "storedVersion",
         stored_at as "storedAt", is_known as "isKnown", dirty_since as "dirtySince", waiting_since as "waitingSince",
         quiet_until as "quietUntil", rejected_reason as "rejectedReason",
         profile_sequence as "profileSequence", credit_sequence as "creditSequence", pin_sequence as "pinSequence",
         warning_sequence as "warningSequence"
       from contacts where shop_id = $1 and customer_id = $2`,
      [shopIdOf(shopId), customerId],
    );
    if (!row)
      throw new Problem(404, 'contact-unknown', 'The mirror does not know this customer of this shop.');
    return row;
  }
}
