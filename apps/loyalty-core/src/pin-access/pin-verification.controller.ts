import { CallableBy, Repeatable } from '@ellity/platform';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags, ApiTooManyRequestsResponse } from '@nestjs/swagger';
import { ShopsService } from '../shops/shops.service';
import { PinVerificationBody } from './pin-verification.request';
import { PinVerificationView } from './pin-verification.response';
import { PinVerificationService } from './pin-verification.service';

@ApiTags('pins')
@CallableBy('service', 'operator')
@Controller('shops/:shopId/pin-verifications')
export class PinVerificationController {
  constructor(
    private readonly shops: ShopsService,
    private readonly verification: PinVerificationService,
  ) {}

  @Post()
  @Repeatable('it changes nothing but the count of wrong PINs, and each attempt counts.')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'Whether this is the PIN of the account; five wrong ones in a row lock the address, customer or not',
  })
  @ApiOkResponse({ type: PinVerificationView })
  @ApiTooManyRequestsResponse({ description: 'pin-locked' })
  async verify(
    @Param('shopId') shopId: string,
    @Body() { email, pin }: PinVerificationBody,
  ): Promise<PinVerificationView> {
    await this.shops.get(shopId);
    return this.verification.verify(shopId, email, pin);
  }
}
