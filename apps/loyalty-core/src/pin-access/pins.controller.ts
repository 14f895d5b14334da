import { type Transaction, Transactions } from '@ellity/messaging';
import { CallableBy, CalledBy, type Caller, Problem } from '@ellity/platform';
import { Controller, Delete, HttpCode, HttpStatus, Param, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type PersonChange, PersonChangesService } from '../shops/person-changes.service';
import { ShopsService } from '../shops/shops.service';
import type { Customer } from '../customers/customer';
import { CustomersService, ErasedMeanwhileError } from '../customers/customers.service';
import type { LockedCustomers } from '../customers/locked-customers';

interface PinChange {
  readonly shopId: string;
  readonly id: string;
  readonly what: PersonChange;
  readonly caller: Caller;
}

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
    await this.change({ shopId, id, what: 'pin-issued', caller }, async (transaction, locked, customerId) => {
      demandAnonymous(locked.get(customerId));
      const { pinLength: length } = await this.shops.get(shopId, transaction.manager);
      await this.customers.issuePin(transaction, locked, customerId, { length });
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
    await this.change({ shopId, id, what: 'pin-sent', caller }, async (transaction, locked, customerId) => {
      demandAnonymous(locked.get(customerId));
      if (!(await this.customers.sendPin(transaction, locked, customerId)))
        throw new Problem(409, 'no-pin', 'The customer has no PIN; issue one, and it is sent.');
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
    await this.change({ shopId, id, what: 'pin-dropped', caller }, async (transaction, locked, customerId) =>
      this.customers.dropPin(transaction, locked, customerId),
    );
  }

  /** Locks the customer, saves what `work` made of it, and keeps who asked for it. */
  private async change(
    { shopId, id, what, caller }: PinChange,
    work: (transaction: Transaction, locked: LockedCustomers, customerId: string) => Promise<void>,
  ): Promise<void> {
    const { id: customerId } = await this.customers.require(shopId, id);
    await this.transactions.run(async (transaction) => {
      const locked = await this.customers.lock(transaction.manager, [{ shopId, id: customerId }]);
      if (!locked.find({ shopId, id: customerId })) throw new ErasedMeanwhileError();
      await work(transaction, locked, customerId);
      await this.customers.save(transaction.manager, locked);
      await this.changes.record(transaction.manager, { shopId, customerId, what, caller });
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
