import { Transactions } from '@ellity/messaging';
import { CallableBy, CalledBy, type Caller, Problem } from '@ellity/platform';
import { Controller, Delete, HttpCode, HttpStatus, Param, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PersonChangesService } from '../shops/person-changes.service';
import { ShopsService } from '../shops/shops.service';
import type { Customer } from '../customers/customer';
import { CustomersService } from '../customers/customers.service';

/** PINs are issued and dropped here, and never shown: their owner gets them by e-mail. */
@ApiTags('pins')
@CallableBy('service', 'operator', 'merchant')
@Controller('shops/:shopId/customers/:customerId/pin')
export class PinsController {
  constructor(
    private readonly customers: CustomersService,
    private readonly transactions: Transactions,
    private readonly changes: PersonChangesService,
    private readonly shops: ShopsService,
  ) {}

  @Post()
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiNoContentResponse()
  @ApiConflictResponse({ description: 'customer-registered' })
  @ApiOperation({ summary: 'Issues a new PIN to an anonymous customer; the old one is void at once' })
  async issue(
    @Param('shopId') shopId: string,
    @Param('customerId') id: string,
    @CalledBy() caller: Caller,
  ): Promise<void> {
    const customer = await this.customers.require(shopId, id);
    await this.transactions.run(async (transaction) => {
      const locked = await this.customers.lock(transaction.manager, [{ shopId, id: customer.id }]);
      demandAnonymous(locked.get(customer.id));
      const { pinLength: length } = await this.shops.get(shopId);
      await this.customers.issuePin(transaction, locked, customer.id, { length });
      await this.customers.save(transaction.manager, locked.all);
      const change = { shopId, customerId: customer.id, what: 'pin-issued', caller } as const;
      await this.changes.record(transaction.manager, change);
    });
  }

  @Post('send')
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiNoContentResponse()
  @ApiConflictResponse({ description: 'customer-registered, no-pin' })
  @ApiOperation({ summary: 'Sends the PIN to its owner once more, by whatever the shop uses for it' })
  async send(
    @Param('shopId') shopId: string,
    @Param('customerId') id: string,
    @CalledBy() caller: Caller,
  ): Promise<void> {
    const customer = await this.customers.require(shopId, id);
    await this.transactions.run(async (transaction) => {
      const locked = await this.customers.lock(transaction.manager, [{ shopId, id: customer.id }]);
      demandAnonymous(locked.get(customer.id));
      if (!(await this.customers.sendPin(transaction, locked, customer.id)))
        throw new Problem(409, 'no-pin', 'The customer has no PIN; issue one, and it is sent.');
      await this.customers.save(transaction.manager, locked.all);
      const change = { shopId, customerId: customer.id, what: 'pin-sent', caller } as const;
      await this.changes.record(transaction.manager, change);
    });
  }

  @Delete()
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiNoContentResponse()
  @ApiOperation({ summary: 'Drops the PIN, if there is one' })
  async drop(
    @Param('shopId') shopId: string,
    @Param('customerId') id: string,
    @CalledBy() caller: Caller,
  ): Promise<void> {
    const customer = await this.customers.require(shopId, id);
    await this.transactions.run(async (transaction) => {
      const locked = await this.customers.lock(transaction.manager, [{ shopId, id: customer.id }]);
      this.customers.dropPin(transaction, locked, customer.id);
      await this.customers.save(transaction.manager, locked.all);
      const change = { shopId, customerId: customer.id, what: 'pin-dropped', caller } as const;
      await this.changes.record(transaction.manager, change);
    });
  }
}

function demandAnonymous({ profile }: Customer): void {
  if (!profile.registered) return;
  throw new Problem(
    409,
    'customer-registered',
    'Only anonymous customers have a PIN; this one is registered.',
  );
}
