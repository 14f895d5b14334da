import { CallableBy } from '@ellity/platform';
import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ContactParams } from '../mirror/contacts.request';
import { ContactAtEcomail } from './at-ecomail.response';
import { AtEcomailService } from './at-ecomail.service';

@ApiTags('contacts')
@CallableBy('service', 'merchant', 'operator')
@Controller('contacts/:shopId/:customerId/at-ecomail')
export class AtEcomailController {
  constructor(private readonly atEcomail: AtEcomailService) {}

  @Get()
  @ApiOperation({
    summary:
      'What Ecomail has of a customer now, read there by one call, beside what belongs there; never the PIN',
  })
  @ApiOkResponse({ type: ContactAtEcomail })
  show(@Param() { shopId, customerId }: ContactParams): Promise<ContactAtEcomail> {
    return this.atEcomail.of(shopId, customerId);
  }
}
