import { identityOf } from '@ellity/contracts';
import { leftOutView, readParts, type ServiceFile } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { MembershipService } from '../membership/membership.service';
import { fileParts, leftOut } from './file-parts';

/** What this service holds about one person. Ecomail itself is not asked: what it has is in the contact as written. */
@Injectable()
export class PersonFileService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly memberships: MembershipService,
  ) {}

  async of(shopId: string, customerId: string, asked: readonly string[]): Promise<ServiceFile> {
    const addresses = await this.addressesOf(shopId, customerId, asked);
    const parts = await this.dataSource.transaction('REPEATABLE READ', (manager) =>
      readParts((sql, values) => manager.query(sql, values), fileParts, {
        shop: shopId,
        customer: customerId,
        keys: addresses.map((email) => this.memberships.keyOf(email)),
      }),
    );
    return { service: 'ecomail-sync', addresses, parts, leftOut: leftOutView(leftOut) };
  }

  /** Without those that another customer of the shop has now: what is known by them is about that one. */
  private async addressesOf(
    shopId: string,
    customerId: string,
    asked: readonly string[],
  ): Promise<readonly string[]> {
    const known: { email: string | null }[] = await this.dataSource.query(
      `select unnest(array[email, stored_email]) as email from contacts where shop_id = $1 and customer_id = $2
       union all select email from former_addresses where shop_id = $1 and customer_id = $2`,
      [shopId, customerId],
    );
    const emails = [...asked, ...known.map(({ email }) => email ?? '')].filter(Boolean);
    const addresses = [...new Map(emails.map((email) => [identityOf(email), email]))];
    const others: { address: string }[] = await this.dataSource.query(
      'select address from contacts where shop_id = $1 and customer_id <> $2 and address = any($3) and erased_at is null',
      [shopId, customerId, addresses.map(([identity]) => identity)],
    );
    const taken = new Set(others.map(({ address }) => address));
    return addresses.flatMap(([identity, email]) => (taken.has(identity) ? [] : [email]));
  }
}
