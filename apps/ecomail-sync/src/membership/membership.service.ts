import { type Config, configToken } from '../config';
import { plainArray } from '../array-parameters';
import { identityOf } from '@ellity/contracts';
import { Clock, keyedHash } from '@ellity/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Account } from '../accounts/accounts.service';
import { Derived } from '../kept';
import { callMsMax, landingMs, type Membership, type MembershipStatus } from './membership';
import { type MembersPlace, readMembersPage, type SeenMembers } from './membership-reader';

/** What is known about who is in a shop's list, and who caused it. Addresses are kept as keyed hashes only. */
@Injectable()
export class MembershipService {
  private readonly keys: Derived;

  constructor(
    @Inject(configToken) private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {
    this.keys = new Derived((email) => keyedHash(this.config.hashKey, 'address', identityOf(email)), keysMax);
  }

  keyOf(email: string): string {
    return this.keys.of(email);
  }

  /**
   * Says that we are about to create these addresses as members, before we do it: however early the echo of our write
   * comes, it meets this row. A membership that is known already is not overwritten; an intent that ended begins anew.
   * Resolves with what else was known of some of them, by address: whoever is not to be subscribed by it must not be,
   * however willing the shop says they are. Of all others nothing is known but that we are about to do this.
   */
  async intend(
    shopId: string,
    members: readonly { email: string; status: MembershipStatus }[],
  ): Promise<Map<string, Membership>> {
    const now = this.clock.now();
    await this.rekey(
      this.dataSource.manager,
      shopId,
      members.map(({ email }) => email),
    );
    const others: { email_key: string }[] = await this.dataSource.query(intendMembers, [
      shopId,
      plainArray(members.map(({ email }) => this.keyOf(email))),
      plainArray(members.map(({ status }) => status)),
      now,
      new Date(now.getTime() + callMsMax),
    ]);
    if (others.length === 0) return new Map();
    const isOther = new Set(others.map(({ email_key: key }) => key));
    const emails = members.map(({ email }) => email).filter((email) => isOther.has(this.keyOf(email)));
    return this.findByEmail(shopId, emails);
  }

  /** Says that we are about to change a membership that is known. */
  async intendChange(shopId: string, email: string, status: MembershipStatus): Promise<void> {
    const now = this.clock.now();
    await this.dataSource.query(
      `insert into memberships (shop_id, email_key, status, cause, at, open_until, is_return)
       values ($1, $2, $3, 'ourselves', $4, $5, $3 = 'subscribed')
       on conflict (shop_id, email_key) do update
       set status = excluded.status, cause = excluded.cause, at = excluded.at, open_until = excluded.open_until,
         is_return = excluded.is_return`,
      [shopId, this.keyOf(email), status, now, new Date(now.getTime() + callMsMax)],
    );
  }

  /** The intents were carried out. */
  async confirm(manager: EntityManager, shopId: string, emails: readonly string[]): Promise<void> {
    if (emails.length === 0) return;
    await manager.query(
      `update memberships set open_until = null
       where shop_id = $1 and email_key = any($2) and cause = 'ourselves' and open_until is not null`,
      [shopId, plainArray(emails.map((email) => this.keyOf(email)))],
    );
  }

  /**
   * Nobody knows whether the intents were carried out: refused, unanswered, or answered well and not to be seen. What
   * may still show stays ours until it no longer can; then it is as if we had never tried.
   */
  async leaveOpen(shopId: string, emails: readonly string[]): Promise<void> {
    if (emails.length === 0) return;
    await this.dataSource.query(
      `update memberships set open_until = $3 where shop_id = $1 and email_key = any($2) and cause = 'ourselves'`,
      [shopId, emails.map((email) => this.keyOf(email)), new Date(this.clock.now().getTime() + landingMs)],
    );
  }

  /**
   * Rows of before addresses had one identity are found under the key of their lower case. Whoever's address is at
   * hand gets the new key; the others stay as they are and are never met again.
   */
  async rekey(manager: EntityManager, shopId: string, emails: readonly string[]): Promise<void> {
    const keys = emails.flatMap((email) => {
      if (identityOf(email) === formerIdentityOf(email)) return [];
      return [{ key: this.keyOf(email), former: this.formerKeyOf(email) }];
    });
    if (keys.length === 0) return;
    await manager.query(
      `update memberships m set email_key = input.key from unnest($2::text[], $3::text[]) as input (key, former)
       where m.shop_id = $1 and m.email_key = input.former
         and not exists (select 1 from memberships o where o.shop_id = $1 and o.email_key = input.key)`,
      [shopId, keys.map(({ key }) => key), keys.map(({ former }) => former)],
    );
  }

  private formerKeyOf(email: string): string {
    return keyedHash(this.config.hashKey, 'address', formerIdentityOf(email));
  }

  async findByEmail(shopId: string, emails: readonly string[]): Promise<Map<string, Membership>> {
    if (emails.length === 0) return new Map();
    const places = emails.map((email) => ({ shopId, emailKey: this.keyOf(email) }));
    const known = await this.find(this.dataSource.manager, places);
    return new Map(
      emails.flatMap((email) => {
        const row = known.get(`${shopId}/${this.keyOf(email)}`);
        return row ? [[email, row]] : [];
      }),
    );
  }

  async find(
    manager: EntityManager,
    places: readonly { shopId: string; emailKey: string }[],
  ): Promise<Map<string, Membership>> {
    const rows: MembershipRow[] = await manager.query(
      `select m.shop_id, m.email_key, m.status, m.cause, m.at, m.open_until, m.is_return from memberships m
       join (select distinct * from unnest($1::text[], $2::text[]) as place (shop_id, email_key)) as input
         using (shop_id, email_key)`,
      [places.map(({ shopId }) => shopId), places.map(({ emailKey }) => emailKey)],
    );
    return new Map(rows.map((row) => [`${row.shop_id}/${row.email_key}`, membershipOf(row)]));
  }

  async set(
    manager: EntityManager,
    shopId: string,
    emailKey: string,
    row: Pick<Membership, 'status' | 'cause'>,
    at: Date,
  ): Promise<void> {
    await manager.query(
      `insert into memberships (shop_id, email_key, status, cause, at) values ($1, $2, $3, $4, $5)
       on conflict (shop_id, email_key) do update
       set status = excluded.status, cause = excluded.cause, at = excluded.at, open_until = null, is_return = false`,
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
       select $1, input.email_key, input.status, 'unknown', $4
       from unnest($2::text[], $3::text[]) as input (email_key, status)
       on conflict (shop_id, email_key) do update
       set status = excluded.status, cause = excluded.cause, at = excluded.at, open_until = null, is_return = false
       where memberships.status <> excluded.status and memberships.at <= excluded.at`,
      [shopId, [...members.keys()], [...members.values()], seenAt],
    );
  }

  /** Reads a page of a list's members from Ecomail; records nothing. */
  async readPage(
    account: Account,
    listId: number,
    place: MembersPlace,
  ): Promise<{ members: Map<string, MembershipStatus>; next: MembersPlace | null }> {
    const { listed, next } = await readMembersPage(account, listId, place);
    return { members: new Map(listed.map(({ row, status }) => [this.keyOf(row.email), status])), next };
  }

  /** A part of what is known of a shop's list; resolves with whether nothing is left. */
  async forgetSome(manager: EntityManager, shopId: string): Promise<boolean> {
    const [, count]: [unknown[], number] = await manager.query(
      `delete from memberships where ctid = any (array(select ctid from memberships where shop_id = $1 limit ${forgottenPerChunk}))`,
      [shopId],
    );
    return count < forgottenPerChunk;
  }
}

/** Names those of whom something else is known than what is intended; what that is, is not seen by the statement that changed it. */
const intendMembers = `
  with input as materialized (
    select distinct on (email_key) email_key, status from unnest($2::text[], $3::text[]) as member (email_key, status)
    order by email_key),
  intended as (
    insert into memberships as known (shop_id, email_key, status, cause, at, open_until)
    select $1, email_key, status, 'ourselves', $4, $5 from input
    on conflict (shop_id, email_key) do update set
      status = case when known.open_until < $4 then excluded.status else known.status end,
      at = case when known.open_until < $4 then excluded.at else known.at end,
      is_return = known.is_return and known.open_until >= $4, open_until = excluded.open_until
    where known.open_until is not null
    returning email_key, status, cause, at, is_return)
  select input.email_key from input left join intended using (email_key)
  where (intended.status = input.status and intended.cause = 'ourselves' and intended.at = $4 and not intended.is_return)
    is not true`;

type MembershipRow = Pick<Membership, 'status' | 'cause' | 'at'> & {
  readonly shop_id: string;
  readonly email_key: string;
  readonly open_until: Date | null;
  readonly is_return: boolean;
};

const membershipOf = ({ status, cause, at, open_until, is_return }: MembershipRow): Membership => ({
  status,
  cause,
  at,
  openUntil: open_until,
  isReturn: is_return,
});

const forgottenPerChunk = 5_000;

/** As many as the contacts that are being written at a time: each is asked for several times in a row. */
const keysMax = 6_000;

const formerIdentityOf = (email: string): string => email.trim().toLowerCase();
