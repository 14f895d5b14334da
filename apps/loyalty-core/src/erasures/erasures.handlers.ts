import { EraseCustomer, ErasureDone } from '@ellity/contracts';
import {
  Consumer,
  Delivery,
  PermanentError,
  type Staged,
  type Transaction,
  type Writer,
} from '@ellity/messaging';
import { Clock } from '@ellity/platform';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { customerNamed, refText } from '../customers/customer';
import { digestOf } from '../keys/command-key';
import { CommandKeysService } from '../keys/command-keys.service';
import { type ErasureRequest, ErasuresService } from './erasures.service';

type Asked =
  | { readonly erase: ErasureRequest & { readonly key: string; readonly type: string } }
  | { readonly confirm: Parameters<ErasuresService['confirm']>[1] };

const applied = { outcome: 'applied', reason: null, entry_id: null, amount: null, balance: null } as const;

@Consumer('erasures')
export class ErasuresHandlers implements Writer<Asked> {
  constructor(
    private readonly erasures: ErasuresService,
    private readonly keys: CommandKeysService,
    private readonly clock: Clock,
  ) {}

  @EventPattern(EraseCustomer)
  eraseCustomer(@Payload() { email, idempotencyKey: key }: EraseCustomer, @Ctx() delivery: Delivery): void {
    const { source: service, type } = delivery.envelope;
    const customer = customerNamed(delivery.envelope, email);
    delivery.transaction.stage(this, { erase: { customer, service, actor: null, key, type } }, delivery);
  }

  @EventPattern(ErasureDone)
  erasureDone(@Payload() done: ErasureDone, @Ctx() delivery: Delivery): void {
    const { shopid: shopId, subject = '', source: service } = delivery.envelope;
    delivery.transaction.stage(this, { confirm: { shopId, customerId: subject, service, done } }, delivery);
  }

  async write(transaction: Transaction, staged: readonly Staged<Asked>[]): Promise<void> {
    for (const { item, delivery } of staged) {
      const happened =
        'confirm' in item
          ? await this.erasures.confirm(transaction, item.confirm)
          : await this.erase(transaction, item.erase);
      if (!happened) delivery?.noOp('confirm' in item ? 'already-confirmed' : 'nobody-to-erase');
    }
  }

  /** A key counts once: who came back with the address since is not the person it was about. */
  private async erase(
    transaction: Transaction,
    asked: ErasureRequest & { readonly key: string; readonly type: string },
  ): Promise<boolean> {
    const { manager } = transaction;
    const { customer, service: source, key, type } = asked;
    const row = { shop_id: customer.shopId, source, key, type, digest: digestOf([type, refText(customer)]) };
    const [before] = await this.keys.claim(manager, [row], this.clock.now());
    if (before && before.digest !== row.digest)
      throw new PermanentError('key-reused', 'this idempotency key was used with another body before');
    if (before) return false;
    const id = await this.erasures.erase(transaction, asked);
    await this.keys.settle(manager, [{ ...row, ...applied, customer_id: null }]);
    return id !== undefined;
  }
}
