import { CallableBy, ShopParams } from '@ellity/platform';
import { Controller, Delete, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RotationQuery, SourceQuery } from './addresses.request';
import { AddressesAnswer } from './addresses.response';
import { AddressesService } from './addresses.service';

/** For our own services and the merchant's console, never for Ecomail. Answers are secrets. */
@ApiTags('addresses')
@CallableBy('service', 'operator', 'merchant')
@Controller('shops/:shopId/address')
export class AddressesController {
  constructor(private readonly addresses: AddressesService) {}

  @Get()
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'The secret address of the shop; 404 address-missing as long as none was made' })
  @ApiOkResponse({ type: AddressesAnswer })
  existing(@Param() { shopId }: ShopParams, @Query() { source }: SourceQuery): Promise<AddressesAnswer> {
    return this.addresses.existingOf(shopId, source);
  }

  @Post()
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'The secret address of the shop, made at the first call and the same ever after' })
  @ApiOkResponse({ type: AddressesAnswer })
  address(@Param() { shopId }: ShopParams, @Query() { source }: SourceQuery): Promise<AddressesAnswer> {
    return this.addresses.addressesOf(shopId, source);
  }

  @Post('rotate')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary: 'A new address; the one so far works for a time, or until it is retired or the next rotation',
  })
  @ApiOkResponse({ type: AddressesAnswer })
  rotate(
    @Param() { shopId }: ShopParams,
    @Query() { source, overlapDays }: RotationQuery,
  ): Promise<AddressesAnswer> {
    return this.addresses.rotate(shopId, source, overlapDays ?? null);
  }

  @Delete('previous')
  @HttpCode(204)
  @ApiOperation({ summary: 'Retires the previous address at once' })
  @ApiNoContentResponse()
  async retirePrevious(@Param() { shopId }: ShopParams, @Query() { source }: SourceQuery): Promise<void> {
    await this.addresses.retirePrevious(shopId, source);
  }
}
