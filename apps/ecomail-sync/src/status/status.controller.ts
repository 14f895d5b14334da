import { CallableBy, ShopParams } from '@ellity/platform';
import { Controller, Get, type MessageEvent, Param, Sse, SseSignal } from '@nestjs/common';
import {
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { Observable } from 'rxjs';
import { ConnectionStatus } from './status.response';
import { StatusService } from './status.service';
import { StatusStreamsService } from './status-streams.service';

@ApiTags('connections')
@ApiNotFoundResponse({ description: 'The shop never had a connection' })
@CallableBy('service', 'merchant', 'operator')
@Controller('connections/:shopId/status')
export class StatusController {
  constructor(
    private readonly status: StatusService,
    private readonly streams: StatusStreamsService,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'How the delivery of a shop is: what waits, when it will be done, and what people should know',
  })
  @ApiOkResponse({ type: ConnectionStatus })
  show(@Param() { shopId }: ShopParams): Promise<ConnectionStatus> {
    return this.status.of(shopId);
  }

  @Sse('stream')
  @ApiOperation({
    summary:
      'The same as server-sent events: `status` at the beginning and after each change, `heartbeat` in between',
  })
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ schema: { type: 'string' }, description: 'The data of `status` is as above' })
  @ApiServiceUnavailableResponse({ description: 'Too many watch at this moment' })
  stream(@Param() { shopId }: ShopParams, @SseSignal() over: AbortSignal): Promise<Observable<MessageEvent>> {
    return this.streams.of(shopId, over);
  }
}
