import { counterNames, type ListCounters, type WireList, type WireListAnswer } from '@ellity/ecomail';
import { czechDate } from '../contacts/times';
import type { ListRow, MemberRow } from '../store/rows';

export const pageNames = [
  'sub_success_page',
  'sub_confirmed_page',
  'unsub_page',
  'conf_subject',
  'conf_message',
] as const;

export function listAnswer(list: ListRow): WireList {
  return {
    id: list.id,
    name: list.name,
    ...(list.fromName === null ? {} : { from_name: list.fromName }),
    ...(list.fromEmail === null ? {} : { from_email: list.fromEmail }),
    ...(list.replyTo === null ? {} : { reply_to: list.replyTo }),
    ...Object.fromEntries(pageNames.map((name) => [name, list.pages[name] ?? null])),
    double_optin: list.isDoubleOptIn ? true : null,
  };
}

/** `list.id` is a string here and a number elsewhere, as in both references. */
export function listDetailAnswer(list: ListRow, members: Iterable<MemberRow>): WireListAnswer {
  const counters = countersOf(members);
  return {
    list: {
      ...listAnswer(list),
      id: String(list.id),
      double_optin: list.isDoubleOptIn,
      custom_fields: Object.keys(list.fields).length === 0 ? [] : list.fields,
      groups: {},
      segments: [],
      settings: { webhook: { url: list.webhookUrl } },
      active_subscribers: counters.subscribed,
      created: czechDate(list.createdAt),
    },
    subscribers: counters,
  };
}

const counterOf = {
  1: 'subscribed',
  2: 'unsubscribed',
  3: 'soft_bounced',
  4: 'hard_bounced',
  5: 'complained',
  6: 'unconfirmed',
} as const;

export function countersOf(members: Iterable<MemberRow>): ListCounters {
  const counters = Object.fromEntries(counterNames.map((name) => [name, 0])) as Record<
    keyof ListCounters,
    number
  >;
  for (const { status } of members) counters[counterOf[status]] += 1;
  return counters;
}
