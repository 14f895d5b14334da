import { CallableBy, CalledBy, type Caller, Clock, PageQuery, Problem } from '@ellity/platform';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ConsentsPage } from '../customers/consent.response';
import { ConsentsService } from '../customers/consents.service';
import { CustomerView, customerViewOf } from '../customers/customer.response';
import { CustomersService } from '../customers/customers.service';
import { ConsentBody } from './consent.request';
import { isTooFarAhead, postedBy } from './profile-command';
import { ProfilesService } from './profiles.service';

@ApiTags('customers')
@CallableBy('service', 'operator', 'merchant')
@Controller('shops/:shopId/customers/:customerId/consents')
export class ConsentsController {
  constructor(
    private readonly customers: CustomersService,
    private readonly consents: ConsentsService,
    private readonly profiles: ProfilesService,
    private readonly clock: Clock,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Records what the customer said about marketing e-mails; the newest counts' })
  @ApiCreatedResponse({ type: CustomerView })
  async record(
    @Param('shopId') shopId: string,
    @Param('customerId') customerId: string,
    @Body() { marketingConsent: consent, decidedAt, source, proof = null }: ConsentBody,
    @CalledBy() caller: Caller,
  ): Promise<CustomerView> {
    const { id } = await this.customers.require(shopId, customerId);
    const now = this.clock.now();
    const at = decidedAt == null ? now : new Date(decidedAt);
    if (isTooFarAhead(at, now))
      throw new Problem(400, 'instant-in-future', 'decidedAt must not lie in the future.');
    const change = { kind: 'consent', consent, at, source, proof } as const;
    const asked = { customer: { shopId, id }, change, by: postedBy(caller) };
    return customerViewOf((await this.profiles.request(asked, caller)).customer);
  }

  @Get()
  @ApiOperation({
    summary: 'Every decision about marketing e-mails with time, source and proof, newest first',
  })
  @ApiOkResponse({ type: ConsentsPage })
  async list(
    @Param('shopId') shopId: string,
    @Param('customerId') customerId: string,
    @Query() { limit, before }: PageQuery,
  ): Promise<ConsentsPage> {
    const { id } = await this.customers.require(shopId, customerId);
    return this.consents.list(id, { limit, before });
  }
}
