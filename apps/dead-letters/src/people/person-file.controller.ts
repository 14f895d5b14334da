import {
  ApiServiceFile,
  CallableBy,
  OfService,
  PersonFileBody,
  PersonParams,
  Repeatable,
  type ServiceFile,
} from '@ellity/platform';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { fileParts } from './file-parts';
import { PersonFileService } from './person-file.service';

@ApiTags('people')
@CallableBy('service', 'operator')
@OfService('loyalty-core')
@Controller('shops/:shopId/customers/:customerId/file')
export class PersonFileController {
  constructor(private readonly files: PersonFileService) {}

  @Post()
  @HttpCode(200)
  @Repeatable('it changes nothing.')
  @ApiOperation({
    summary: "This service's part of the file about a person, for loyalty-core to put together",
  })
  @ApiServiceFile('dead-letters', fileParts)
  file(@Param() params: PersonParams, @Body() { addresses }: PersonFileBody): Promise<ServiceFile> {
    return this.files.of(params, addresses);
  }
}
