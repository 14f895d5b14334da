import { CallableBy, ShopParams } from '@ellity/platform';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { TestEventRequest, TestEventSent } from './test-event.request';
import { TestEventsService } from './test-events.service';

@ApiTags('connections')
@CallableBy('service', 'merchant', 'operator')
@Controller('connections/:shopId/test-event')
export class TestEventsController {
  constructor(private readonly testEvents: TestEventsService) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Sends a test event about a contact of the list; it tells of no change and counts nowhere',
  })
  @ApiOkResponse({ type: TestEventSent })
  @ApiNotFoundResponse({ description: 'The shop has no connection' })
  @ApiConflictResponse({
    description:
      'The connection is not active, test mode leaves the address out, or the list has no such contact',
  })
  send(@Param() { shopId }: ShopParams, @Body() request: TestEventRequest): Promise<TestEventSent> {
    return this.testEvents.send(shopId, request);
  }
}
