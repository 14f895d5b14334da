import { CallableBy } from '@ellity/platform';
import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ServicesView } from './services.response';
import { ServicesService } from './services.service';

@ApiTags('services')
@CallableBy('operator')
@Controller('api/services')
export class ServicesController {
  constructor(private readonly services: ServicesService) {}

  @Get()
  @ApiOperation({ summary: 'Every service: whether it answers, its version, and since when it runs' })
  @ApiOkResponse({ type: ServicesView })
  async list(): Promise<ServicesView> {
    return { items: await this.services.all() };
  }
}
