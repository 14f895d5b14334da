import { CallableBy, CalledBy, type Caller, ShopParams } from '@ellity/platform';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ContactFieldsView, ContactsPage, ContactView } from './contact.response';
import { ContactViewsService } from './contact-views.service';
import { ContactParams, ContactsQuery } from './contacts.request';

@ApiTags('contacts')
@CallableBy('service', 'merchant', 'operator')
@Controller()
export class ContactsController {
  constructor(private readonly views: ContactViewsService) {}

  @Get('connections/:shopId/contacts')
  @ApiOperation({ summary: 'Contacts of a shop by customer, such as those that Ecomail refuses, and why' })
  @ApiOkResponse({ type: ContactsPage })
  list(
    @Param() { shopId }: ShopParams,
    @Query() query: ContactsQuery,
    @CalledBy() caller: Caller,
  ): Promise<ContactsPage> {
    return this.views.page(shopId, query, caller);
  }

  @Get('contacts/:shopId/:customerId')
  @ApiOperation({
    summary: 'What the mirror holds of a customer, and what of it is stored at Ecomail; never the PIN',
  })
  @ApiOkResponse({ type: ContactView })
  show(@Param() { shopId, customerId }: ContactParams): Promise<ContactView> {
    return this.views.of(shopId, customerId);
  }

  @Get('contacts/:shopId/:customerId/fields')
  @ApiOperation({
    summary: 'What goes into the fields of a contact now, formatted as the list wants it; never the PIN',
  })
  @ApiOkResponse({ type: ContactFieldsView })
  fields(@Param() { shopId, customerId }: ContactParams): Promise<ContactFieldsView> {
    return this.views.fieldsOf(shopId, customerId);
  }
}
