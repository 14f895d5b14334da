import type { CallKind } from './calls';
import { isAboutList, saysNotFound, type Sent } from './error-body';
import { type Answer, reasonOf } from './failures';
import { isRecord } from './json';
import { pinsOf } from './pins';
import {
  array,
  type BulkUpdateResult,
  bulkUpdateOf,
  contactOf,
  countOf,
  type EcomailContact,
  type EcomailEvent,
  type EcomailGlobalContact,
  type EcomailList,
  type EcomailListDetail,
  type EcomailMember,
  type EcomailPage,
  type EcomailPipeline,
  eventOf,
  globalContactOf,
  listDetailOf,
  listOf,
  memberOf,
  pageOf,
  pipelineOf,
  record,
} from './results';
import { type CallOptions, type EcomailClientOptions, type Request, Transport } from './transport';
import type {
  ContactData,
  EventInput,
  Id,
  ListInput,
  MemberStatusWord,
  SubscribeBody,
  SubscribeBulkBody,
  UpdateSubscriberBody,
  UpdateSubscriberBulkBody,
} from './wire';

/** What is looked for is not there; any other answer goes its usual way. */
const absent = Symbol('absent');

/**
 * Ecomail's API, one method per call. Every method makes exactly one request and either returns what came back or
 * throws an EcomailError; nothing is repeated here. Flags whose defaults changed between Ecomail's references are
 * part of the bodies' types, so that they are always sent.
 */
export class EcomailClient {
  private readonly transport: Transport;

  constructor(options: EcomailClientOptions) {
    this.transport = new Transport(options);
  }

  /** Lets the kept connections go. */
  close(): void {
    this.transport.close();
  }

  async listLists(options?: CallOptions): Promise<readonly EcomailList[]> {
    const body = await this.transport.send({ kind: 'list-lists', ...options });
    return (isRecord(body) && 'id' in body ? [body] : array(body, 'lists')).map(listOf);
  }

  async createList(input: ListInput, options?: CallOptions): Promise<EcomailList> {
    return listOf(await this.transport.send({ kind: 'create-list', body: input, ...options }));
  }

  async showList(list: Id, options?: CallOptions): Promise<EcomailListDetail> {
    return listDetailOf(await this.transport.send({ kind: 'show-list', path: { list }, ...options }));
  }

  async updateList(list: Id, input: ListInput, options?: CallOptions): Promise<EcomailList> {
    return listOf(
      await this.transport.send({ kind: 'update-list', path: { list }, body: input, ...options }),
    );
  }

  /** The only call that creates custom fields. It may send an opt-in mail: see `skip_confirmation`. */
  async subscribe(list: Id, body: SubscribeBody, options?: CallOptions): Promise<EcomailContact> {
    const sent = { ...bulkOf([body.subscriber_data]), isBulk: false };
    return contactOf(
      await this.transport.send({ kind: 'subscribe', path: { list }, body, sent, ...options }),
    );
  }

  /** At most 3,000 contacts; Ecomail ignores the rest without a word. `inserts` counts new rows only. */
  async subscribeBulk(
    list: Id,
    body: SubscribeBulkBody,
    options?: CallOptions,
  ): Promise<{ readonly inserts: number }> {
    const sent = bulkOf(body.subscriber_data);
    const answer = await this.transport.send({
      kind: 'subscribe-bulk',
      path: { list },
      body,
      sent,
      ...options,
    });
    return { inserts: countOf(answer, 'inserts') };
  }

  async updateSubscriber(
    list: Id,
    body: UpdateSubscriberBody,
    options?: CallOptions,
  ): Promise<EcomailContact> {
    const sent = { ...bulkOf([{ ...body.subscriber_data, email: body.email }]), isBulk: false };
    return contactOf(
      await this.transport.send({ kind: 'update-subscriber', path: { list }, body, sent, ...options }),
    );
  }

  /** At most 3,000 existing members. Those that are not in the list may be named in `refused`, or nowhere. */
  async updateSubscriberBulk(
    list: Id,
    body: UpdateSubscriberBulkBody,
    options?: CallOptions,
  ): Promise<BulkUpdateResult> {
    const sent = bulkOf(body.subscriber_data);
    const accept = ({ status, body: answer }: Answer) =>
      status < 300 && isRecord(answer) && 'updates' in answer ? answer : undefined;
    const request = {
      kind: 'update-subscriber-bulk',
      path: { list },
      body,
      sent,
      accept,
      ...options,
    } as const;
    return bulkUpdateOf(await this.transport.send(request), sent);
  }

  /** The member afterwards; null when the address is not in the list. */
  async unsubscribe(list: Id, email: string, options?: CallOptions): Promise<EcomailMember | null> {
    return this.find({ kind: 'unsubscribe', path: { list }, body: { email }, ...options }, memberOf);
  }

  /** Erases the contact from every list of the account. False: there was none. */
  async deleteSubscriber(email: string, options?: CallOptions): Promise<boolean> {
    const isDeleted = (body: unknown) => record(body, 'a confirmation')['deleted'] !== false;
    return (await this.find({ kind: 'delete-subscriber', path: { email }, ...options }, isDeleted)) ?? false;
  }

  /** Null when the address is not in the list. */
  async getSubscriber(list: Id, email: string, options?: CallOptions): Promise<EcomailMember | null> {
    const member = (body: unknown) => memberOf(record(body, 'a subscriber')['subscriber']);
    return this.find({ kind: 'get-subscriber', path: { list, email }, ...options }, member);
  }

  /** The contact with its membership in each list; null when the account does not know the address. */
  async getGlobalSubscriber(email: string, options?: CallOptions): Promise<EcomailGlobalContact | null> {
    return this.find({ kind: 'get-global-subscriber', path: { email }, ...options }, globalContactOf);
  }

  /** One page of one status; pages start at 1, at most 5,000 rows each. There is no call for all statuses. */
  async listSubscribers(
    list: Id,
    page: { readonly page: number; readonly perPage: number; readonly status: MemberStatusWord },
    options?: CallOptions,
  ): Promise<EcomailPage<EcomailMember>> {
    const query = { page: page.page, per_page: page.perPage, status: page.status };
    return pageOf(
      await this.transport.send({ kind: 'list-subscribers', path: { list }, query, ...options }),
      memberOf,
    );
  }

  /** May have been accepted even when this throws: see `mayHaveArrived`. A second try may make a second event. */
  async createEvent(event: EventInput, options?: CallOptions): Promise<EcomailEvent> {
    return eventOf(await this.transport.send({ kind: 'create-event', body: { event }, ...options }));
  }

  /** Newest first or last is not documented. A contact without events has an empty page. */
  async subscriberEvents(
    email: string,
    page: { readonly page: number; readonly perPage: number },
    options?: CallOptions,
  ): Promise<EcomailPage<EcomailEvent>> {
    const request = {
      kind: 'subscriber-events',
      path: { email },
      query: { page: page.page, per_page: page.perPage },
    } as const;
    const found = await this.find({ ...request, ...options }, (body) => pageOf(body, eventOf));
    return found ?? { page: page.page, perPage: page.perPage, total: 0, rows: [] };
  }

  async automationLog(
    email: string,
    page: { readonly page: number; readonly perPage: number },
    options?: CallOptions,
  ): Promise<EcomailPage<Readonly<Record<string, unknown>>>> {
    const request = {
      kind: 'automation-log',
      path: { email },
      query: { page: page.page, per_page: page.perPage },
    } as const;
    const found = await this.find({ ...request, ...options }, (body) =>
      pageOf(body, (row) => record(row, 'a log entry')),
    );
    return found ?? { page: page.page, perPage: page.perPage, total: 0, rows: [] };
  }

  /** Resolves when the key is good. What the body holds is not documented. */
  async account(options?: CallOptions): Promise<Readonly<Record<string, unknown>>> {
    return record(await this.transport.send({ kind: 'account', ...options }), 'an account');
  }

  async pipelines(options?: CallOptions): Promise<readonly EcomailPipeline[]> {
    return array(await this.transport.send({ kind: 'pipelines', ...options }), 'automations').map(pipelineOf);
  }

  async triggerPipeline(pipeline: Id, email: string, options?: CallOptions): Promise<void> {
    await this.transport.send({ kind: 'trigger-pipeline', path: { pipeline }, body: { email }, ...options });
  }

  /** Null when what is asked for is not there, in any form Ecomail says so; a missing list is still an error. */
  private async find<T>(
    request: Request & { readonly kind: CallKind },
    resultOf: (body: unknown) => T,
  ): Promise<T | null> {
    const body = await this.transport.send({ ...request, accept: absentWhenNotFound });
    return body === absent ? null : resultOf(body);
  }
}

function absentWhenNotFound({ status, body }: Answer): typeof absent | undefined {
  if (body === undefined) return undefined;
  const reason = reasonOf(body);
  const isNotFound = status === 404 || ((status < 300 || status === 422) && saysNotFound(reason));
  return isNotFound && !isAboutList(reason) ? absent : undefined;
}

/** What was sent is gone through only where a refusal is read. */
const bulkOf = (contacts: readonly ContactData[]): Sent => ({
  isBulk: true,
  get emails() {
    return contacts.map(({ email }) => email);
  },
  get pins() {
    return pinsOf(contacts);
  },
});
