import { CallableBy, CalledBy, type Caller } from '@ellity/platform';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import { PersonFileQuery } from './person-file.request';
import { PersonFileView } from './person-file.response';
import { PersonFilesService } from './person-files.service';

@ApiTags('customers')
@CallableBy('service', 'operator', 'merchant')
@Controller('shops/:shopId/customers/:customerId/file')
export class PersonFilesController {
  constructor(private readonly files: PersonFilesService) {}

  @Get()
  @ApiOperation({
    summary: 'Everything that every service holds about the customer, for the customer; who asked is kept',
  })
  @ApiOkResponse({ type: PersonFileView })
  @ApiServiceUnavailableResponse({ description: 'file-incomplete: a service gave no answer in time' })
  file(
    @Param('shopId') shopId: string,
    @Param('customerId') customerId: string,
    @Query() { partial }: PersonFileQuery,
    @CalledBy() caller: Caller,
  ): Promise<PersonFileView> {
    return this.files.of({ shopId, customerId, isPartial: partial === 'true', caller });
  }
}
