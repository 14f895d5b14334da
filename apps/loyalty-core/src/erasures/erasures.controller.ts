import { Transactions } from '@ellity/messaging';
import { CallableBy, CalledBy, type Caller, PageQuery, Problem } from '@ellity/platform';
import { Controller, Get, HttpCode, HttpStatus, Param, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ErasureReceiptsService } from './erasure-receipts.service';
import { ErasuresPage, ErasureView } from './erasure.response';
import { ErasuresService } from './erasures.service';

@ApiTags('erasures')
@CallableBy('service', 'operator', 'merchant')
@Controller('shops/:shopId')
export class ErasuresController {
  constructor(
    private readonly erasures: ErasuresService,
    private readonly receipts: ErasureReceiptsService,
    private readonly transactions: Transactions,
  ) {}

  @Post('customers/:customerId/erasure')
  @HttpCode(HttpStatus.ACCEPTED)
  @ApiOperation({
    summary: 'Forgets the customer here at once and has all others do so; repeated, the same receipt',
  })
  @ApiAcceptedResponse({ type: ErasureView })
  async erase(
    @Param('shopId') shopId: string,
    @Param('customerId') customerId: string,
    @CalledBy() { service, actor }: Caller,
  ): Promise<ErasureView> {
    const known = await this.receipts.findOfCustomer(shopId, customerId);
    if (known) return known;
    const customer = { shopId, id: customerId.toLowerCase() };
    const asked = { customer, service, actor: actor?.id ?? null };
    // Read where it was written: with an Idempotency-Key nothing is committed yet when this answers.
    const receipt = isPossible(shopId, customerId)
      ? await this.transactions.run(async (transaction) => {
          await this.erasures.erase(transaction, asked);
          return this.receipts.findOfCustomer(shopId, customerId, transaction.manager);
        })
      : undefined;
    if (!receipt) throw new Problem(404, 'unknown-customer', 'The shop has no customer with this id.');
    return receipt;
  }

  @Get('erasures')
  @ApiOperation({ summary: 'Receipts of erasures, newest first, in pages' })
  @ApiOkResponse({ type: ErasuresPage })
  list(@Param('shopId') shopId: string, @Query() { limit, before }: PageQuery): Promise<ErasuresPage> {
    return this.receipts.list(shopId, { limit, before });
  }

  @Get('erasures/:erasureId')
  @ApiOperation({
    summary: 'The receipt of an erasure: what was done where, and who has not confirmed it yet',
  })
  @ApiOkResponse({ type: ErasureView })
  get(@Param('shopId') shopId: string, @Param('erasureId') erasureId: string): Promise<ErasureView> {
    return this.receipts.get(shopId, erasureId);
  }
}

const isPossible = (shopId: string, customerId: string): boolean =>
  /^[a-z][a-z0-9-]{0,59}$/.test(shopId) && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(customerId);
