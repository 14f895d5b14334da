import type { Chunk, Run, RunWork } from '@ellity/runs';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AccountsService } from '../../accounts/accounts.service';
import { bulkRefusalOf } from '../../accounts/ecomail-failure';
import { type Config, configToken } from '../../config';
import { type ConnectionRow, formatOf } from '../../connection/connection-row';
import { ConnectionsService } from '../../connection/connections.service';
import { noConnection } from '../../connection/stages/no-connection';
import { writeBulk } from '../../contact-writes/bulk-write';
import { blankFields } from '../../fields/contact-fields';
import { isInOpenWrite } from '../../mirror/dirty-contacts';
import { AccountChecksService } from '../activation/account-checks.service';
import { ConnectionEndService, disconnectKind } from './connection-end.service';

interface KnownContact {
  readonly customer_id: string;
  readonly email: string;
}

const contactsPerChunk = 1_000;
const beforeAll = '00000000-0000-0000-0000-000000000000';

/**
 * Makes our fields blank at every contact that we wrote, then ends the connection. It waits until no write of before
 * can land any more, which would fill them again. A contact that Ecomail refuses or no longer has is passed over.
 */
@Injectable()
export class DisconnectWorkService implements RunWork {
  readonly kind = disconnectKind;

  constructor(
    @Inject(configToken) private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly accounts: AccountsService,
    private readonly checks: AccountChecksService,
    private readonly connections: ConnectionsService,
    private readonly ending: ConnectionEndService,
  ) {}

  async prepare(run: Run): Promise<Chunk> {
    if (run.step === 'wait') return this.wait(run);
    const connection = await this.connections.find(run.shop_id);
    if (connection?.reason !== 'disconnecting') throw noConnection();
    const contacts: KnownContact[] = await this.dataSource.query(selectKnown, [
      ...[run.shop_id, run.cursor['after'] ?? beforeAll, contactsPerChunk],
    ]);
    await this.checks.runAgain(() => this.blank(connection, contacts));
    const after = contacts.at(-1)?.customer_id;
    if (after !== undefined && contacts.length === contactsPerChunk)
      return { next: 'blank', cursor: { after }, record: () => Promise.resolve({ done: contacts.length }) };
    return {
      next: null,
      cursor: {},
      record: async (transaction) => {
        await this.ending.ended(transaction, run.shop_id, 'disconnected', { actor: run.actor });
        return { done: contacts.length };
      },
    };
  }

  private async wait(run: Run): Promise<Chunk> {
    const [counts]: { known: number; open: boolean }[] = await this.dataSource.query(countKnown, [
      run.shop_id,
    ]);
    const { known: total = 0, open = false } = counts ?? {};
    const waitMs = open ? this.config.delivery.landingMs : 0;
    return { next: 'blank', cursor: {}, total, record: () => Promise.resolve({ waitMs }) };
  }

  private async blank(connection: ConnectionRow, contacts: readonly KnownContact[]): Promise<void> {
    if (contacts.length === 0) return;
    const account = this.accounts.ofConnection(connection);
    const custom_fields = blankFields(formatOf(connection));
    await writeBulk(
      contacts,
      async (part) => {
        await account.call((client) =>
          client.updateSubscriberBulk(connection.list_id, {
            subscriber_data: part.map(({ email }) => ({ email, custom_fields })),
            allow_resubscribe: false,
          }),
        );
      },
      bulkRefusalOf,
      () => Promise.resolve(undefined),
    );
  }
}

/** Whoever may have our fields: known to be stored, or in a write that nobody got the answer of. */
const isOpen = isInOpenWrite('c', '$1');
const known = `from contacts c where shop_id = $1 and coalesce(stored_email, email) is not null
  and (is_known or ${isOpen})`;
const countKnown = `select count(*)::int as known, coalesce(bool_or(${isOpen}), false) as open ${known}`;
const selectKnown = `
  select customer_id, coalesce(stored_email, email) as email ${known} and customer_id > $2
  order by customer_id limit $3`;
