import { CallableBy, CalledBy, type Caller } from '@ellity/platform';
import { Body, Controller, Get, HttpStatus, Param, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { customerAt } from '../customers/customer';
import { CustomerList, CustomerView, customerViewOf } from '../customers/customer.response';
import { CustomersService } from '../customers/customers.service';
import { ShopsService } from '../shops/shops.service';
import { EmailQuery, RegistrationBody } from './registration.request';
import { RegistrationsService } from './registrations.service';

@ApiTags('customers')
@CallableBy('service', 'operator', 'merchant')
@Controller('shops/:shopId/customers')
export class CustomersController {
  constructor(
    private readonly shops: ShopsService,
    private readonly customers: CustomersService,
    private readonly registrations: RegistrationsService,
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
    const { customer, isCreated } = await this.registrations.register(shopId, email, registration, {
      service: caller.service,
      actor: caller.actor?.id ?? null,
      key: null,
      runId: null,
    });
    response.status(isCreated ? HttpStatus.CREATED : HttpStatus.OK);
    return customerViewOf(customer);
  }

  @Get()
  @ApiOperation({ summary: 'The customer of an address: a list of one or none' })
  @ApiOkResponse({ type: CustomerList })
  async find(@Param('shopId') shopId: string, @Query() { email }: EmailQuery): Promise<CustomerList> {
    await this.shops.get(shopId);
    const customer = await this.customers.find(customerAt(shopId, email));
    return { items: customer ? [customerViewOf(customer)] : [] };
  }
}
