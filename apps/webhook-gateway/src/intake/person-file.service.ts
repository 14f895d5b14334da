import { identityOf } from '@ellity/contracts';
import { leftOutView, readParts, type ServiceFile } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { fileParts, leftOut } from './file-parts';

/** What this service holds about one person, found by their addresses: it knows no customers. */
@Injectable()
export class PersonFileService {
  constructor(private readonly dataSource: DataSource) {}

  async of(shopId: string, addresses: readonly string[]): Promise<ServiceFile> {
    const spellings = [...new Set(addresses.flatMap((email) => [email, identityOf(email)]))].filter(Boolean);
    const written = spellings.flatMap((email) => [email, encodeURIComponent(email)]);
    const parts = await readParts((sql, values) => this.dataSource.query(sql, values), fileParts, {
      shop: shopId,
      identities: spellings.map((email) => email.toLowerCase()),
      written: written.map((text) => `\\x${Buffer.from(text).toString('hex')}`),
    });
    return { service: 'webhook-gateway', addresses, parts, leftOut: leftOutView(leftOut) };
  }
}
