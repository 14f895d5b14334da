import { Transactions } from '@ellity/messaging';
import { CallableBy, CalledBy, type Caller, Problem } from '@ellity/platform';
import { Controller, Delete, HttpCode, HttpStatus, Param, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PersonChangesService } from '../shops/person-changes.service';
import { CustomersService } from './customers.service';

/** PINs are issued and dropped here, and never shown: their owner gets them by e-mail. */
@ApiTags('pins')
@CallableBy('service', 'operator', 'merchant')
@Controller('shops/:shopId/customers/:customerId/pin')
export class PinsController {
  constructor(
    private readonly customers: CustomersService,
    private readonly transactions: Transactions,
    private readonly changes: PersonChangesService,
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
      if (locked.get(customer.id).profile.registered) {
        throw new Problem(
          409,
          'customer-registered',
          'Only anonymous customers have a PIN; this one is registered.',
        );
      }
      await this.customers.issuePin(transaction, locked, customer.id);
      await this.customers.save(transaction.manager, locked.all);
      const change = { shopId, customerId: customer.id, what: 'pin-issued', caller } as const;
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
