import { type Config, configToken } from '../config';
import { Clock, keyedHash } from '@ellity/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Account } from '../accounts/accounts.service';
import { readMembers, type SeenMembers } from './membership-reader';
import type { Membership, MembershipStatus } from './verdict';

/** What is known about who is in a shop's list, and who caused it. Addresses are kept as keyed hashes only. */
@Injectable()
export class MembershipService {
  constructor(
    @Inject(configToken) private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  keyOf(email: string): string {
    return keyedHash(this.config.hashKey, 'address', email.trim().toLowerCase());
  }

  /**
   * Says that we are about to make these addresses members, before we do it: however early the echo of our write
   * comes, it meets this row. A membership that is known already is not overwritten. Resolves with what is known
   * now, by address: whoever is not to be subscribed by it must not be, however willing the shop says they are.
   */
  async intend(
    shopId: string,
    members: readonly { email: string; status: MembershipStatus }[],
  ): Promise<Map<string, MembershipStatus>> {
    await this.dataSource.query(
      `insert into memberships (shop_id, email_key, status, cause, at)
       select $1, given.email_key, given.status, 'ourselves', $4
       from (select distinct on (email_key) email_key, status from unnest($2::text[], $3::text[]) as member (email_key, status)
             order by email_key) as given
       on conflict do nothing`,
      [
        shopId,
        members.map(({ email }) => this.keyOf(email)),
        members.map(({ status }) => status),
        this.clock.now(),
      ],
    );
    const places = members.map(({ email }) => ({ shopId, emailKey: this.keyOf(email) }));
    const known = await this.find(this.dataSource.manager, places);
    return new Map(
      members.flatMap(({ email }) => {
        const row = known.get(`${shopId}/${this.keyOf(email)}`);
        return row ? [[email, row.status]] : [];
      }),
    );
  }

  /** The intents were carried out. */
  async confirm(manager: EntityManager, shopId: string, emails: readonly string[]): Promise<void> {
    if (emails.length === 0) return;
    await manager.query(
      `update memberships set written_at = $3
       where shop_id = $1 and email_key = any($2) and cause = 'ourselves' and written_at is null`,
      [shopId, emails.map((email) => this.keyOf(email)), this.clock.now()],
    );
  }

  /** Ecomail refused these addresses, so that nothing became of the intents. */
  async withdraw(manager: EntityManager, shopId: string, emails: readonly string[]): Promise<void> {
    if (emails.length === 0) return;
    await manager.query(
      `delete from memberships where shop_id = $1 and email_key = any($2) and cause = 'ourselves' and written_at is null`,
      [shopId, emails.map((email) => this.keyOf(email))],
    );
  }

  async find(
    manager: EntityManager,
    places: readonly { shopId: string; emailKey: string }[],
  ): Promise<Map<string, Membership>> {
    const rows: (Membership & { shop_id: string; email_key: string })[] = await manager.query(
      `select memberships.shop_id, memberships.email_key, memberships.status, memberships.cause from memberships
       join (select distinct * from unnest($1::text[], $2::text[]) as place (shop_id, email_key)) as given
         using (shop_id, email_key)`,
      [places.map(({ shopId }) => shopId), places.map(({ emailKey }) => emailKey)],
    );
    return new Map(
      rows.map((row) => [`${row.shop_id}/${row.email_key}`, { status: row.status, cause: row.cause }]),
    );
  }

  async set(
    manager: EntityManager,
    shopId: string,
    emailKey: string,
    row: Membership,
    at: Date,
  ): Promise<void> {
    await manager.query(
      `insert into memberships (shop_id, email_key, status, cause, at) values ($1, $2, $3, $4, $5)
       on conflict (shop_id, email_key) do update
       set status = excluded.status, cause = excluded.cause, at = excluded.at, written_at = null`,
      [shopId, emailKey, row.status, row.cause, at],
    );
  }

  /**
   * Takes over what Ecomail's list said at `seenAt`. A membership whose status is known keeps its cause; a row that
   * changed since then is newer than the list and stays.
   */
  async takeOver(manager: EntityManager, shopId: string, { members, seenAt }: SeenMembers): Promise<void> {
    await manager.query(
      `insert into memberships (shop_id, email_key, status, cause, at)
       select $1, given.email_key, given.status, 'unknown', $4
       from unnest($2::text[], $3::text[]) as given (email_key, status)
       on conflict (shop_id, email_key) do update
       set status = excluded.status, cause = excluded.cause, at = excluded.at, written_at = null
       where memberships.status <> excluded.status and memberships.at < excluded.at`,
      [shopId, [...members.keys()], [...members.values()], seenAt],
    );
  }

  /** Reads everybody in a list from Ecomail; records nothing. */
  async read(account: Account, listId: number): Promise<SeenMembers> {
    const seenAt = this.clock.now();
    return { members: await readMembers(account, listId, (email) => this.keyOf(email)), seenAt };
  }

  async forget(manager: EntityManager, shopId: string): Promise<void> {
    await manager.query('delete from memberships where shop_id = $1', [shopId]);
  }
}
