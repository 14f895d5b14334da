import { Transactions } from '@ellity/messaging';
import { keyedHash, Problem } from '@ellity/platform';
import { Inject, Injectable } from '@nestjs/common';
import { hash, randomBytes } from 'node:crypto';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { Batched } from '../batched';
import { type HookOptions, hookOptionsToken } from '../config';
import { signingContext, tokenContext } from '../sealed-columns';
import { isSigning, type Source } from './sources';

const tokenBytes = 32;

/** A previous address may have ended by itself. */
const isWorking = `state <> 'retired' and (ends_at is null or ends_at > now())`;

/** The ids, of those in an array, of addresses that work. */
export const workingOf = (ids: string): string =>
  `select id from addresses where id = any(${ids}::uuid[]) and ${isWorking}`;

/** What a token is remembered by. It is random and long: nobody guesses it from a hash, with or without a key. */
const memoryKey = (source: string, token: string): string => hash('sha256', `${source} ${token}`, 'base64');

interface AddressRow {
  readonly id: string;
  readonly state: 'current' | 'previous';
  readonly token_sealed: string;
  readonly secret_sealed: string | null;
  readonly created_at: Date;
  readonly rotated_at: Date | null;
  readonly ends_at: Date | null;
}

/** Whom a token belongs to. */
export interface AddressOwner {
  readonly addressId: string;
  readonly shopId: string;
}

/** How many tokens that worked are remembered before it begins anew. */
const rememberedMax = 10_000;

interface Asked {
  readonly token: string;
  readonly source: Source;
}

export interface AddressPair {
  readonly current: {
    readonly url: string;
    readonly createdAt: string;
    readonly signingSecret: string | null;
  };
  /** Still takes notices, until it ends, is retired, or the next rotation comes. */
  readonly previous: {
    readonly url: string;
    readonly rotatedAt: string;
    readonly endsAt: string | null;
  } | null;
}

/**
 * One secret address per shop and source. The token is looked up by a keyed hash and kept encrypted, so that the address can be
 * copied at any time; nobody gets it but the caller who asks for this shop's address.
 */
@Injectable()
export class AddressesService {
  private readonly owners = new Batched((asked: readonly Asked[]) => this.findOwners(asked), {
    largest: 200,
    atOnce: 1,
    besideFrom: 1,
    isOfAll: () => true,
  });
  private readonly remembered = new Map<string, AddressOwner>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
    @Inject(hookOptionsToken) private readonly options: HookOptions,
  ) {}

  /**
   * The owner of a token that takes notices of this source; those that are asked for at once are one question. The time
   * it takes tells nothing about tokens: only hashes are compared.
   */
  ownerOf(token: string, source: Source): Promise<AddressOwner | undefined> {
    return this.owners.do({ token, source });
  }

  /**
   * The owner of a token that was found to work before: whose it is never changes, whether it works still does. Who
   * believes it stores something only for what works by `workingOf`.
   */
  rememberedOwnerOf(token: string, source: Source): AddressOwner | undefined {
    return this.remembered.get(memoryKey(source, token));
  }

  /** Those of the addresses that take notices now; what is remembered of the others is forgotten. */
  async working(addressIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows: { id: string }[] = await this.dataSource.query(workingOf('$1'), [addressIds]);
    const working = new Set(rows.map(({ id }) => id));
    if (addressIds.some((id) => !working.has(id))) this.remembered.clear();
    return working;
  }

  private async findOwners(asked: readonly Asked[]): Promise<(AddressOwner | undefined)[]> {
    const hashes = asked.map(({ token }) => this.hashOf(token));
    const rows: (AddressOwner & { hash: string; source: Source })[] = await this.dataSource.query(
      `select token_hash as hash, source, id as "addressId", shop_id as "shopId" from addresses
        where token_hash = any($1) and ${isWorking}`,
      [[...new Set(hashes)]],
    );
    const owners = new Map(
      rows.map(({ hash: of, source, addressId, shopId }) => [`${source} ${of}`, { addressId, shopId }]),
    );
    if (this.remembered.size + owners.size > rememberedMax) this.remembered.clear();
    return asked.map(({ token, source }, index) => {
      const owner = owners.get(`${source} ${hashes[index]}`);
      if (owner) this.remembered.set(memoryKey(source, token), owner);
      return owner;
    });
  }

  /** What notices of the shop may be signed with now, those of the previous address included. */
  async signingSecrets(shopId: string, source: Source): Promise<readonly string[]> {
    const rows = await this.find(this.dataSource.manager, shopId, source);
    return [rows.current, rows.previous].flatMap((row) => {
      const secret = row && this.signingSecretOf(shopId, row);
      return secret ? [secret] : [];
    });
  }

  /** Ends previous addresses whose time is over. They are unknown from that moment on, whether this ran or not. */
  async retireEnded(): Promise<void> {
    await this.dataSource.query(
      `update addresses set state = 'retired', retired_at = now() where state = 'previous' and ends_at <= now()`,
    );
  }

  /** The shop's addresses, as they are; nothing is made. */
  existingOf(shopId: string, source: Source): Promise<AddressPair> {
    return this.pairOf(this.dataSource.manager, shopId, source);
  }

  /** The shop's addresses; the current one is made when there is none. */
  async addressesOf(shopId: string, source: Source): Promise<AddressPair> {
    return this.changing(shopId, source, async (manager) => {
      const { current } = await this.find(manager, shopId, source);
      if (!current) await this.create(manager, shopId, source);
    });
  }

  /**
   * A new current address; the one so far goes on working as the previous one for so many days (null: until it is
   * retired), an earlier previous one ends now.
   */
  async rotate(shopId: string, source: Source, overlapDays: number | null): Promise<AddressPair> {
    return this.changing(shopId, source, async (manager) => {
      await this.retire(manager, shopId, source);
      await manager.query(
        `update addresses set state = 'previous', rotated_at = now(), ends_at = now() + make_interval(days => $3)
          where shop_id = $1 and source = $2 and state = 'current'`,
        [shopId, source, overlapDays],
      );
      await this.create(manager, shopId, source);
    });
  }

  /** Ends the previous address: from now on it is unknown. Repeatable. */
  async retirePrevious(shopId: string, source: Source): Promise<void> {
    await this.transactions.run(({ manager }) => this.retire(manager, shopId, source));
  }

  /** Changes of one shop's addresses run one after another. */
  private changing(
    shopId: string,
    source: Source,
    change: (manager: EntityManager) => Promise<void>,
  ): Promise<AddressPair> {
    return this.transactions.run(async ({ manager }) => {
      await manager.query(`select pg_advisory_xact_lock(hashtextextended('addresses:' || $1, 0))`, [shopId]);
      await change(manager);
      return this.pairOf(manager, shopId, source);
    });
  }

  private async pairOf(manager: EntityManager, shopId: string, source: Source): Promise<AddressPair> {
    const { current, previous } = await this.find(manager, shopId, source);
    if (!current) throw new Problem(404, 'address-missing', 'The shop has no hook address.');
    return {
      current: {
        url: this.urlOf(shopId, source, current),
        createdAt: current.created_at.toISOString(),
        signingSecret: this.signingSecretOf(shopId, current),
      },
      previous: previous?.rotated_at
        ? {
            url: this.urlOf(shopId, source, previous),
            rotatedAt: previous.rotated_at.toISOString(),
            endsAt: previous.ends_at?.toISOString() ?? null,
          }
        : null,
    };
  }

  private async find(manager: EntityManager, shopId: string, source: Source) {
    const rows: AddressRow[] = await manager.query(
      `select id, state, token_sealed, secret_sealed, created_at, rotated_at, ends_at from addresses
        where shop_id = $1 and source = $2 and ${isWorking}`,
      [shopId, source],
    );
    return {
      current: rows.find(({ state }) => state === 'current'),
      previous: rows.find(({ state }) => state === 'previous'),
    };
  }

  private async create(manager: EntityManager, shopId: string, source: Source): Promise<void> {
    const id = uuidv7();
    const token = randomBytes(tokenBytes).toString('base64url');
    const sealed = this.options.secretBox.seal(token, tokenContext(shopId, id));
    await manager.query(
      `insert into addresses (id, shop_id, source, token_hash, token_sealed, secret_sealed, state)
       values ($1, $2, $3, $4, $5, $6, 'current')`,
      [id, shopId, source, this.hashOf(token), sealed, isSigning(source) ? this.aSecret(shopId, id) : null],
    );
  }

  private async retire(manager: EntityManager, shopId: string, source: Source): Promise<void> {
    await manager.query(
      `update addresses set state = 'retired', retired_at = now()
        where shop_id = $1 and source = $2 and state = 'previous'`,
      [shopId, source],
    );
  }

  private urlOf(shopId: string, source: Source, row: AddressRow): string {
    const token = this.options.secretBox.open(row.token_sealed, tokenContext(shopId, row.id));
    return `${this.options.publicUrl}/hooks/${source}/${token}`;
  }

  private aSecret(shopId: string, id: string): string {
    const secret = `whsec_${randomBytes(tokenBytes).toString('base64')}`;
    return this.options.secretBox.seal(secret, signingContext(shopId, id));
  }

  private signingSecretOf(shopId: string, { id, secret_sealed: sealed }: AddressRow): string | null {
    return sealed === null ? null : this.options.secretBox.open(sealed, signingContext(shopId, id));
  }

  private hashOf(token: string): string {
    return keyedHash(this.options.hashKey, 'hook-token', token);
  }
}
