import { PermanentError, type Staged, type Transaction } from '@ellity/messaging';
import { Clock } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { keyText } from '../keys/command-key';
import { CommandKeysService } from '../keys/command-keys.service';
import { ShopsService } from '../shops/shops.service';
import { keyRow, type ProfileCommand } from './profile-command';

const applied = { outcome: 'applied', reason: null, entry_id: null, amount: null, balance: null } as const;

/** Lets each key of a profile's command count once. */
@Injectable()
export class ProfileKeysService {
  constructor(
    private readonly shops: ShopsService,
    private readonly keys: CommandKeysService,
    private readonly clock: Clock,
  ) {}

  /** Those whose key is new. A repeated one changes nothing; another body under an old key goes to the dead letters. */
  async claimed(
    { manager }: Transaction,
    staged: readonly Staged<ProfileCommand>[],
  ): Promise<Staged<ProfileCommand>[]> {
    const shops = await this.shops.rules(
      manager,
      staged.map(({ item }) => item.shopId),
    );
    const first = new Map<string, Staged<ProfileCommand>>();
    for (const one of staged) {
      if (!shops.has(one.item.shopId))
        throw new PermanentError('unknown-shop', 'there is no shop with this id');
      const earlier = first.get(keyText(one.item));
      if (earlier) skip(one, keyRow(earlier.item).digest);
      else first.set(keyText(one.item), one);
    }
    const rows = [...first.values()].map(({ item }) => keyRow(item));
    for (const row of await this.keys.claim(manager, rows, this.clock.now())) {
      const key = keyText({ shopId: row.shop_id, source: row.source, key: row.key });
      const repeated = first.get(key);
      if (repeated) skip(repeated, row.digest);
      first.delete(key);
    }
    return [...first.values()];
  }

  async settle(
    { manager }: Transaction,
    rows: readonly (ReturnType<typeof keyRow> & { readonly customerId: string | null })[],
  ): Promise<void> {
    await this.keys.settle(
      manager,
      rows.map(({ customerId, ...row }) => ({ ...row, ...applied, customer_id: customerId })),
    );
  }
}

function skip({ item, delivery }: Staged<ProfileCommand>, digestBefore: string): void {
  if (keyRow(item).digest !== digestBefore) {
    throw new PermanentError('key-reused', 'this idempotency key was used with another body before');
  }
  delivery?.noOp('duplicate');
}
