import { CallableBy, CalledBy, type Caller, ShopParams } from '@ellity/platform';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ParkedAnswer, ParkedRequest } from './parked.request';
import { ParkedDecisionsService } from './parked-decisions.service';

@ApiTags('events')
@CallableBy('service', 'operator')
@Controller('events/:shopId/parked')
export class ParkedEventsController {
  constructor(private readonly decisions: ParkedDecisionsService) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Frees or dismisses parked events, at most 1000 at once; the journal keeps who and why',
  })
  @ApiOkResponse({ type: ParkedAnswer })
  decide(
    @Param() { shopId }: ShopParams,
    @Body() request: ParkedRequest,
    @CalledBy() caller: Caller,
  ): Promise<ParkedAnswer> {
    return this.decisions.decide(shopId, request, caller.actor?.id ?? caller.service);
  }
}
