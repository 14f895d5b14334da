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
    const written = spellings.flatMap((email) => [email, encodeURIComponent(email)]).map(patternOf);
    const parts = await readParts((sql, values) => this.dataSource.query(sql, values), fileParts, {
      shop: shopId,
      identities: spellings.map((email) => email.toLowerCase()),
      written,
    });
    return { service: 'webhook-gateway', addresses, parts, leftOut: leftOutView(leftOut) };
  }
}

/** Before an address stands nothing that could be a part of it, written as it is or encoded for a form. */
const before = '(?:^|[^a-z0-9._+-]|%(?!2[bde]|5f)[0-9a-f]{2})';
/** Behind it its last label ends, and no other follows. */
const behind = String.raw`(?![a-z0-9-]|\\[0-7]|\.[a-z0-9])`;

/** For bytes as PostgreSQL escapes them: finds an address, and not another one that it is a part of. */
function patternOf(address: string): string {
  const bytes = [...Buffer.from(address)].map((byte) => {
    const character = String.fromCharCode(byte);
    if (byte >= 0x80) return String.raw`\\${byte.toString(8)}`;
    if (character === '\\') return '\\\\\\\\';
    return /[a-z0-9]/i.test(character) ? character : `\\${character}`;
  });
  return `${before}${bytes.join('')}${behind}`;
}
