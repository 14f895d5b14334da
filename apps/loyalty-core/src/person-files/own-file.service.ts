import { leftOutView, readParts, type ServiceFile } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Customer } from '../customers/customer';
import { PinsService } from '../pins/pins.service';
import { GrantsService } from '../rewards/grants.service';
import { fileParts, leftOut } from './file-parts';

/** What loyalty-core itself holds about a customer, as of one moment. */
@Injectable()
export class OwnFileService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly pins: PinsService,
    private readonly grants: GrantsService,
  ) {}

  async of(customer: Customer): Promise<ServiceFile> {
    const { shopId, id, email, identity } = customer;
    const hashes = [
      this.grants.addressHashOf(customer),
      ...(identity === null ? [] : [this.pins.attemptsHash(shopId, identity)]),
    ];
    const parts = await this.dataSource.transaction('REPEATABLE READ', (manager) =>
      readParts((sql, values) => manager.query(sql, values), fileParts, {
        shop: shopId,
        customer: id,
        hashes,
      }),
    );
    return { service: 'loyalty-core', addresses: [email], parts, leftOut: leftOutView(leftOut) };
  }
}
