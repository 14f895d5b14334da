import { type Caller, CallableBy, CalledBy, PageQuery, ShopParams } from '@ellity/platform';
import { Transactions } from '@ellity/messaging';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { ConnectionMovesPage } from './connection-moves.response';
import { ConnectionMovesService } from './connection-moves.service';
import { orderOf, PauseRequest } from './pause.request';

@ApiTags('connections')
@ApiNotFoundResponse({ description: 'The shop has no connection' })
@CallableBy('service', 'merchant', 'operator')
@Controller('connections/:shopId')
export class ConnectionMovesController {
  constructor(
    private readonly moves: ConnectionMovesService,
    private readonly transactions: Transactions,
  ) {}

  @Post('pause')
  @HttpCode(204)
  @ApiOperation({ summary: 'Pauses the connection: nothing is sent to Ecomail, everything waits' })
  @ApiNoContentResponse()
  @ApiConflictResponse({ description: 'It is not active' })
  async pause(
    @Param() { shopId }: ShopParams,
    @Body() { why }: PauseRequest,
    @CalledBy() caller: Caller,
  ): Promise<void> {
    const target = { state: 'paused', reason: 'paused-by-order' } as const;
    await this.transactions.run((transaction) =>
      this.moves.moveByOrder(transaction, shopId, 'paused', target, orderOf(caller, why)),
    );
  }

  @Get('moves')
  @ApiOperation({
    summary: 'How the connection went from stage to stage: when, by whom and why; newest first',
  })
  @ApiOkResponse({ type: ConnectionMovesPage })
  list(@Param() { shopId }: ShopParams, @Query() { before, limit }: PageQuery): Promise<ConnectionMovesPage> {
    return this.moves.page(shopId, before, limit);
  }
}
