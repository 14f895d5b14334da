import { IsAddress, type MarketingConsent, marketingConsents } from '@ellity/contracts';
import { Body, Controller, Get, HttpStatus, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsUrl, Matches, MaxLength, ValidateIf } from 'class-validator';
import type { Response } from 'express';
import { ShopsService } from '../shops/shops.service';
import { customerAt } from './customer';
import { type CustomerView, customerViewOf, textPattern } from './customer-view';
import { CustomersService } from './customers.service';
import { RegistrationsService } from './registrations.service';

const isGiven = (_body: object, value: unknown): boolean => value !== undefined;
const Text = (max: number) =>
  Matches(textPattern(max), { message: `$property must have at most ${max} characters` });

class EmailQuery {
  @ApiProperty({ example: 'jana.novakova@shop.test' })
  @IsAddress()
  email!: string;
}

class RegistrationBody extends EmailQuery {
  @ApiPropertyOptional({ type: String, nullable: true, example: 'Jana' })
  @IsOptional()
  @Text(100)
  firstName?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'Nováková' })
  @IsOptional()
  @Text(100)
  lastName?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, example: '+420601002003' })
  @IsOptional()
  @Text(30)
  phone?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'VIP' })
  @IsOptional()
  @Text(100)
  group?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'JANA7K2M' })
  @IsOptional()
  @Text(40)
  referralCode?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'https://shop.test/?ref=JANA7K2M' })
  @IsOptional()
  @IsUrl({ require_tld: false })
  @MaxLength(500)
  referralLink?: string | null;

  @ApiProperty({
    description: 'False: an anonymous customer, who gets a PIN. A registered one stays registered.',
  })
  @IsBoolean()
  registered!: boolean;

  @ApiPropertyOptional({ enum: marketingConsents, default: 'unknown' })
  @ValidateIf(isGiven)
  @IsIn(marketingConsents)
  marketingConsent?: MarketingConsent;
}

@ApiTags('customers')
@Controller('shops/:shopId/customers')
export class CustomersController {
  constructor(
    private readonly shops: ShopsService,
    private readonly customers: CustomersService,
    private readonly registrations: RegistrationsService,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Creates a customer (201), or completes the one who has this address (200)' })
  async register(
    @Param('shopId') shopId: string,
    @Body() { email, ...registration }: RegistrationBody,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CustomerView> {
    await this.shops.get(shopId);
    const { customer, isCreated } = await this.registrations.register(shopId, email, registration);
    response.status(isCreated ? HttpStatus.CREATED : HttpStatus.OK);
    return customerViewOf(customer);
  }

  @Get()
  @ApiOperation({ summary: 'The customer of an address: a list of one or none' })
  async find(
    @Param('shopId') shopId: string,
    @Query() { email }: EmailQuery,
  ): Promise<{ items: CustomerView[] }> {
    await this.shops.get(shopId);
    const customer = await this.customers.find(customerAt(shopId, email));
    return { items: customer ? [customerViewOf(customer)] : [] };
  }
}
