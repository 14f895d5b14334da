import { leftOutView, readParts, type ServiceFile } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LetterVault } from '../letters/letter-vault';
import { maskedBody } from '../letters/masked-body';
import { fileParts, leftOut } from './file-parts';

/** What this service holds about one person: letters that name the customer, or hold one of their addresses. */
@Injectable()
export class PersonFileService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly vault: LetterVault,
  ) {}

  async of(
    { shopId, customerId }: { readonly shopId: string; readonly customerId: string },
    addresses: readonly string[],
  ): Promise<ServiceFile> {
    const { letters = [] } = await readParts((sql, values) => this.dataSource.query(sql, values), fileParts, {
      shop: shopId,
      customer: customerId.toLowerCase(),
      hashes: addresses.map((address) => this.vault.addressHash(address)),
    });
    const opened = letters.map((row) => ({
      ...row,
      body: this.shown(row['body'], (sealed) => this.vault.open(String(row['id']), sealed).body),
      bodyAfterEdit: this.shown(row['bodyAfterEdit'], (sealed) =>
        this.vault.openEdit(String(row['id']), sealed),
      ),
    }));
    return {
      service: 'dead-letters',
      addresses,
      parts: { letters: opened },
      leftOut: leftOutView(leftOut),
    };
  }

  private shown(sealed: unknown, open: (sealed: string) => Buffer): string | null {
    return typeof sealed === 'string' ? maskedBody(open(sealed), { revealAddresses: true }) : null;
  }
}
