import { CallableBy } from '@ellity/platform';
import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import { QueuesView, WaitingsView } from './queues.response';
import { QueuesService } from './queues.service';
import { WaitingService } from './waiting.service';

@ApiTags('queues')
@CallableBy('operator')
@Controller('queues')
export class QueuesController {
  constructor(
    private readonly queues: QueuesService,
    private readonly waiting: WaitingService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Every queue of the broker, with how much and how long; nothing is consumed' })
  @ApiOkResponse({ type: QueuesView })
  @ApiServiceUnavailableResponse({ description: 'The broker does not say which queues there are' })
  list(): Promise<QueuesView> {
    return this.queues.view();
  }

  @Get('waiting')
  @ApiOperation({ summary: 'What waits in services: outboxes before the broker, lanes before Ecomail' })
  @ApiOkResponse({ type: WaitingsView })
  inServices(): Promise<WaitingsView> {
    return this.waiting.view();
  }
}
