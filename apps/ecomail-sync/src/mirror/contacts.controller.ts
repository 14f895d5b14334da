import { Problem } from '@ellity/platform';
import { Controller, Get, Param, ParseUUIDPipe } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { columnsOfGroup, fieldGroups } from '../fields/field-definitions';
import { selected } from '../fields/mirror-column';
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
    const [row]: Record<string, unknown>[] = await this.dataSource.query(selectContact, [
      shopIdOf(shopId),
      customerId,
    ]);
    if (!row)
      throw new Problem(404, 'contact-unknown', 'The mirror does not know this customer of this shop.');
    return row;
  }
}

/** The mirror's columns as they are called here; a PIN is only said to be there. */
const shownName = (column: string): string =>
  ({ is_registered: 'registered', customer_group: 'group' })[column] ??
  column.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

const selectContact = `
  select c.shop_id as "shopId", c.customer_id as "customerId",
    ${fieldGroups
      .flatMap(columnsOfGroup)
      .filter(({ name }) => name !== 'pin_sealed')
      .map((column) => `${selected(column)} as "${shownName(column.name)}"`)
      .join(', ')},
    ${fieldGroups.map((group) => `c.${group}_sequence as "${group}Sequence"`).join(', ')},
    pin_sealed is not null as "hasPin", version::int, stored_version::int as "storedVersion",
    stored_at as "storedAt", is_known as "isKnown", dirty_since as "dirtySince", waiting_since as "waitingSince",
    quiet_until as "quietUntil", rejected_reason as "rejectedReason", left_out as "leftOut"
  from contacts c where shop_id = $1 and customer_id = $2`;
