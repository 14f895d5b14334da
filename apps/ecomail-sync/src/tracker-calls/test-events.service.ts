import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { AccountsService } from '../accounts/accounts.service';
import type { ConnectionRow } from '../connection/connection-row';
import { ConnectionsService } from '../connection/connections.service';
import { refusedAt } from '../connection/stages/connection-moves.service';
import { connectionProblem, problemOfFailure } from '../connection/stages/connection-problem';
import { stageOf } from '../connection/stages/connection-states';
import { noConnection } from '../connection/stages/no-connection';
import { isTestAddress } from '../connection/test-addresses';
import { testEventOf } from './test-event';
import type { TestEventRequest, TestEventSent } from './test-event.request';

/** Test events, by which a merchant tries out an automation. Nothing is recorded of them here. */
@Injectable()
export class TestEventsService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly connections: ConnectionsService,
  ) {}

  /** Only about a contact of the shop's own list: another one would be somebody else's. */
  async send(shopId: string, { email, label = 'test' }: TestEventRequest): Promise<TestEventSent> {
    const connection = await this.connections.find(shopId);
    const stage = stageOf(connection);
    if (!connection || stage === 'not-added') throw noConnection();
    if (connection.state !== 'active') throw refusedAt(stage);
    if (!isTestAddress(connection.test_addresses, email)) throw connectionProblem(409, 'not-a-test-address');
    const event = testEventOf({ email, label, id: randomUUID() }, connection.event_category);
    const sent = await this.sendTo(connection, event).catch((error: unknown) => {
      throw problemOfFailure(error);
    });
    if (!sent) throw connectionProblem(409, 'test-contact-missing');
    return { ecomailId: sent.id, category: event.category, action: event.action, label };
  }

  private async sendTo(connection: ConnectionRow, event: ReturnType<typeof testEventOf>) {
    const account = this.accounts.ofConnection(connection);
    const member = await account.call((client) => client.getSubscriber(connection.list_id, event.email));
    return member && account.call((client) => client.createEvent(event));
  }
}
