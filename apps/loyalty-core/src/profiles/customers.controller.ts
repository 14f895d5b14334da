import { CallableBy, CalledBy, type Caller, Clock } from '@ellity/platform';
import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post, Put, Query, Res } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Response } from 'express';
import { customerAt } from '../customers/customer';
import { CustomerList, CustomerView, customerViewOf } from '../customers/customer.response';
import { CustomerSearchService } from '../customers/customer-search.service';
import { CustomersQuery } from '../customers/customers.request';
import { CustomersService } from '../customers/customers.service';
import { ShopsService } from '../shops/shops.service';
import { EmailQuery, RegistrationBody } from './registration.request';
import { postedBy } from './profile-command';
import { ProfilesService } from './profiles.service';

@ApiTags('customers')
@CallableBy('service', 'operator', 'merchant')
@Controller('shops/:shopId/customers')
export class CustomersController {
  constructor(
    private readonly shops: ShopsService,
    private readonly customers: CustomersService,
    private readonly search: CustomerSearchService,
    private readonly profiles: ProfilesService,
    private readonly clock: Clock,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Creates a customer (201), or completes the one who has this address (200)' })
  @ApiCreatedResponse({ type: CustomerView })
  @ApiOkResponse({ type: CustomerView })
  async register(
    @Param('shopId') shopId: string,
    @Body() { email, ...registration }: RegistrationBody,
    @CalledBy() caller: Caller,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CustomerView> {
    await this.shops.get(shopId);
    const change = { kind: 'registration', registration, at: this.clock.now() } as const;
    const asked = { customer: customerAt(shopId, email), change, by: postedBy(caller) };
    const { customer, isCreated } = await this.profiles.request(asked, caller);
    response.status(isCreated ? HttpStatus.CREATED : HttpStatus.OK);
    return customerViewOf(customer);
  }

  @Get()
  @ApiOperation({ summary: 'Customers by what is known of them, in pages; of an address: one or none' })
  @ApiOkResponse({ type: CustomerList })
  async find(@Param('shopId') shopId: string, @Query() asked: CustomersQuery): Promise<CustomerList> {
    await this.shops.get(shopId);
    if (asked.email === undefined) {
      const { items, next } = await this.search.list(shopId, asked);
      return { items: items.map(customerViewOf), next };
    }
    const customer = await this.customers.find(customerAt(shopId, asked.email));
    return { items: customer ? [customerViewOf(customer)] : [], next: null };
  }

  @Put(':customerId/email')
  @ApiOperation({ summary: 'Gives the customer another address; credit and history stay' })
  @ApiConflictResponse({ description: 'address-taken' })
  @ApiOkResponse({ type: CustomerView })
  async changeEmail(
    @Param('shopId') shopId: string,
    @Param('customerId') customerId: string,
    @Body() { email }: EmailQuery,
    @CalledBy() caller: Caller,
  ): Promise<CustomerView> {
    const { id } = await this.customers.require(shopId, customerId);
    const change = { kind: 'email', email: customerAt(shopId, email) } as const;
    const asked = { customer: { shopId, id }, change, by: postedBy(caller) };
    return customerViewOf((await this.profiles.request(asked, caller)).customer);
  }

  @Post(':customerId/republication')
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiNoContentResponse()
  @CallableBy('service', 'operator')
  @ApiOperation({
    summary: 'Publishes what is known of the customer once more; nothing changes or is announced',
  })
  async republish(
    @Param('shopId') shopId: string,
    @Param('customerId') customerId: string,
    @CalledBy() caller: Caller,
  ): Promise<void> {
    const { id } = await this.customers.require(shopId, customerId);
    const change = { kind: 'republication' } as const;
    await this.profiles.request({ customer: { shopId, id }, change, by: postedBy(caller) }, caller);
  }
}
