import { Injectable, Logger } from '@nestjs/common';
import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Account } from '../accounts/accounts.service';
import { fieldNames, type FieldType, type FieldValue, typeOfField } from '../fields/field-definitions';
import { bulkRefusalOf, ecomailFailureOf, saysFieldsFull } from '../accounts/ecomail-failure';
import { connectionProblem } from './stages/connection-problem';
import type { Probes } from './connection-row';
import { fieldPlan, foreignFieldsOf, sampleOf, typesOf } from '../fields/field-plan';
import { type ListSeen, showList } from './list-seen';

export interface ListSetup {
  readonly list: ListSeen;
  readonly types: ReturnType<typeof typesOf>;
  readonly probes: Probes;
  readonly remarks: readonly string[];
}

type Values = Readonly<Record<string, FieldValue>>;
type Fields = Readonly<Record<string, unknown>>;
type Types = ReturnType<typeof typesOf>;

/** The technical contact and where it is. */
interface Technical {
  readonly account: Account;
  readonly listId: number;
  readonly email: string;
  readonly types: Types;
}

const technicalAddress = (name: string): string =>
  `ellity-setup-${name.replaceAll('-', '').slice(0, 20)}@example.com`;

/** A field that can hold a number, by which a write is recognised when it shows. */
const markerOf = (types: Types): string =>
  fieldNames.find((name) => name.endsWith('_num') && types[name] === 'int') ?? 'ellity_credit';
const readAfterMs = [0, 200, 300, 500, 1_000, 2_000, 4_000, 4_000];
const clearable: readonly FieldType[] = ['string', 'date', 'url', 'json'];

/**
 * Creates our fields in a list and finds out how its account treats them, by means of one technical contact. It is
 * unsubscribed, starts no automation, gets no mail (its domain is reserved) and is erased at the end, whatever happens.
 */
@Injectable()
export class ListSetupService {
  private readonly logger = new Logger('activation');

  /** `name` makes the address of the technical contact, so that a repeated attempt finds and erases the same one. */
  async prepare(account: Account, listId: number, name: string): Promise<ListSetup> {
    const before = await showList(account, listId);
    const plan = fieldPlan(before.fields);
    if (plan.blocker) throw connectionProblem(409, 'pin-field-type');
    const email = technicalAddress(name);
    let setup: ListSetup;
    try {
      const list = await this.completed(account, before, plan.missing, email);
      const probes = await this.probe(account, list, email);
      setup = { list, types: typesOf(list.fields), probes, remarks: remarksOn(list, probes) };
    } catch (error) {
      await this.erase(account, email);
      throw error;
    }
    const remains = await this.erase(account, email);
    return { ...setup, remarks: [...setup.remarks, ...remains] };
  }

  /** Creates the fields that a connected list lacks; resolves with the types of all. */
  async addFields(account: Account, listId: number, name: string): Promise<Types> {
    const before = await showList(account, listId);
    const { missing, blocker } = fieldPlan(before.fields);
    if (blocker) throw connectionProblem(409, 'pin-field-type');
    const email = technicalAddress(name);
    try {
      return typesOf((await this.completed(account, before, missing, email)).fields);
    } finally {
      await this.erase(account, email);
    }
  }

  /** The list with all our fields. */
  private async completed(
    account: Account,
    before: ListSeen,
    lacking: readonly string[],
    email: string,
  ): Promise<ListSeen> {
    await this.createFields(account, before, lacking, email).catch((error: unknown) => {
      if (!saysFieldsFull(error) || lacking.length === 0) throw error;
      throw connectionProblem(409, 'fields-full', { words: error instanceof Error ? error.message : '' });
    });
    const list = await showList(account, before.id);
    const missing = fieldNames.filter((name) => list.fields[name] === undefined);
    if (missing.length === 0) return list;
    throw connectionProblem(409, 'fields-not-created', {
      fields: missing.join(', '),
      types: [...new Set(missing.map((name) => typeOfField(name)))].join(', '),
    });
  }

  /** The single call gives new fields their types; those that exist get a plain value. */
  private async createFields(
    account: Account,
    list: ListSeen,
    missing: readonly string[],
    email: string,
  ): Promise<void> {
    const typed = Object.fromEntries(
      fieldNames.map((name) => {
        const type = typeOfField(name);
        const known = typesOf(list.fields)[name];
        return [name, missing.includes(name) ? { value: sampleOf[type], type } : sampleOf[known ?? type]];
      }),
    );
    await account.call((client) =>
      client.subscribe(list.id, {
        subscriber_data: { email, status: 2, custom_fields: typed },
        update_existing: true,
        resubscribe: false,
        skip_confirmation: true,
        trigger_autoresponders: false,
        trigger_notification: false,
      }),
    );
  }

  /** How the account treats what it is written, seen by the technical contact in the way that delivery writes. */
  private async probe(account: Account, list: ListSeen, email: string): Promise<Probes> {
    const types = typesOf(list.fields);
    const contact = { account, listId: list.id, email, types };
    const full: Values = Object.fromEntries(
      fieldNames.map((name) => [name, sampleOf[types[name] ?? typeOfField(name)]]),
    );
    // Before writes that are waited for: an account that writes late would bring the contact back after its erasure.
    const insertsCount = await this.insertsCount(contact);
    const after = await this.writeAndRead(contact, {});
    const fieldsMode = isEmpty(after?.['ellity_referral_code']) ? 'replace' : 'merge';
    const cleared: Partial<Record<FieldType, FieldValue>> = {};
    for (const type of clearable) {
      const names = fieldNames.filter((name) => types[name] === type && name !== markerOf(types));
      if (names.length === 0) continue;
      const form = await this.clearingForm(contact, full, names);
      if (form !== undefined) cleared[type] = form;
    }
    return { fieldsMode, cleared, insertsCount };
  }

  /** By a call that would add the technical contact if it were not there already. */
  private async insertsCount({ account, listId, email }: Technical): Promise<'new' | 'all'> {
    try {
      const { inserts } = await account.call((client) =>
        client.subscribeBulk(listId, {
          subscriber_data: [{ email, status: 2 }],
          update_existing: false,
          resubscribe: false,
          trigger_autoresponders: false,
        }),
      );
      return inserts === 0 ? 'new' : 'all';
    } catch (error) {
      if (bulkRefusalOf(error)) return 'all';
      throw error;
    }
  }

  /** Null or the empty string, whichever empties the fields; undefined when neither does. */
  private async clearingForm(
    contact: Technical,
    full: Values,
    names: readonly string[],
  ): Promise<FieldValue | undefined> {
    for (const candidate of [null, '']) {
      await this.writeAndRead(contact, full);
      const values = { ...full, ...Object.fromEntries(names.map((name) => [name, candidate])) };
      const after = await this.writeAndRead(contact, values);
      if (after && names.every((name) => isEmpty(after[name]))) return candidate;
    }
    return undefined;
  }

  /** The fields when the write shows; undefined when Ecomail refuses the values. An account may write late. */
  private async writeAndRead(contact: Technical, values: Values): Promise<Fields | undefined> {
    const { account, listId, email } = contact;
    const marker = markerOf(contact.types);
    const mark = randomInt(2, 1_000_000_000);
    if (!(await this.write(account, listId, email, { ...values, [marker]: mark }))) return undefined;
    for (const waitMs of readAfterMs) {
      if (waitMs > 0) await delay(waitMs);
      const fields = await this.read(account, listId, email);
      if (String(fields[marker]) === String(mark)) return fields;
    }
    throw connectionProblem(502, 'writes-not-visible');
  }

  /** Writes as delivery does, in bulk; false when Ecomail refuses the values. */
  private async write(account: Account, listId: number, email: string, values: Values): Promise<boolean> {
    try {
      await account.call((client) =>
        client.updateSubscriberBulk(listId, {
          subscriber_data: [{ email, custom_fields: values }],
          allow_resubscribe: false,
        }),
      );
      return true;
    } catch (error) {
      if (bulkRefusalOf(error) || ecomailFailureOf(error).code === 'ecomail.invalid') return false;
      throw error;
    }
  }

  private async read(account: Account, listId: number, email: string): Promise<Fields> {
    const subscriber = await account.call((client) => client.getSubscriber(listId, email));
    if (subscriber) return subscriber.custom_fields;
    throw connectionProblem(502, 'technical-contact-missing');
  }

  /** Resolves with a remark when it could not be erased. */
  private async erase(account: Account, email: string): Promise<string[]> {
    try {
      await account.call((client) => client.deleteSubscriber(email));
      return [];
    } catch (error) {
      this.logger.warn({ err: error }, 'the technical contact could not be erased');
      return [`the technical contact ${email} could not be erased; delete it at Ecomail by hand`];
    }
  }
}

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';

function remarksOn(list: ListSeen, probes: Probes): string[] {
  const uncleared = clearable.filter(
    (type) => probes.cleared[type] === undefined && Object.values(typesOf(list.fields)).includes(type),
  );
  const foreign = foreignFieldsOf(list.fields);
  if (probes.fieldsMode === 'replace' && foreign.length > 0) {
    throw connectionProblem(409, 'fields-replaced', { fields: foreign.slice(0, 5).join(', ') });
  }
  return [
    ...fieldPlan(list.fields).remarks,
    ...(probes.fieldsMode === 'replace'
      ? [
          'this account replaces all fields of a contact at every write: add no fields of your own to this list',
        ]
      : []),
    ...uncleared.map(
      (type) => `fields of type ${type} cannot be cleared in this account and keep their last value`,
    ),
  ];
}
