import { type Caller, CallableBy, CalledBy, ShopParams } from '@ellity/platform';
import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { orderOf } from '../../connection/stages/pause.request';
import { EcomailProblems, KeyChecked, ListChoice } from './activation.response';
import { CreateListRequest } from './create-list.request';
import { EnteredKeysService } from './entered-keys.service';
import { KeyRequest } from './key.request';

@ApiTags('connections')
@CallableBy('service', 'merchant', 'operator')
@Controller('connections/:shopId')
export class ListsController {
  constructor(private readonly keys: EnteredKeysService) {}

  @Put('key')
  @ApiOperation({
    summary:
      'Enters an API key, or changes that of a connection, once Ecomail accepted it; tells the lists of the account',
  })
  @ApiOkResponse({ type: KeyChecked })
  @ApiConflictResponse({
    description: 'The key belongs to another account, or the connection does not allow it now',
  })
  @EcomailProblems()
  async enter(
    @Param() { shopId }: ShopParams,
    @Body() request: KeyRequest,
    @CalledBy() caller: Caller,
  ): Promise<KeyChecked> {
    return { lists: await this.keys.enter(shopId, request, orderOf(caller)) };
  }

  @Get('lists')
  @ApiOperation({ summary: 'The lists of the account as they are now, by the key that was entered' })
  @ApiOkResponse({ type: KeyChecked })
  @ApiNotFoundResponse({ description: 'No key was entered' })
  @EcomailProblems()
  async lists(@Param() { shopId }: ShopParams): Promise<KeyChecked> {
    return { lists: await this.keys.lists(shopId) };
  }

  @Post('lists')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Creates a list at Ecomail; one of the same name is taken in place of a second one',
  })
  @ApiOkResponse({ type: ListChoice })
  @ApiNotFoundResponse({ description: 'No key was entered' })
  @EcomailProblems()
  create(@Param() { shopId }: ShopParams, @Body() request: CreateListRequest): Promise<ListChoice> {
    return this.keys.createList(shopId, request);
  }
}
