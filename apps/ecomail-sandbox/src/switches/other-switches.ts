import { choice, type SwitchDefinition } from './choice';

/** Transport, lists, events, automations and webhooks: sections 1, 2, 5, 6 and 7 of the reference. */
export const otherSwitches = {
  wrongKey: choice('1', ['401', '403', '200'], 'Stav odpovědi na špatný klíč', 'Status for a wrong key'),
  rateLimit: choice(
    '1',
    ['fixed', 'sliding', 'off'],
    'Minuta limitu 1 000 volání: pevná, klouzavá, bez limitu',
    'Minute of the 1,000 call limit: fixed, sliding, no limit',
  ),
  rateLimitBody: choice('1', ['message', 'errors', 'html', 'empty'], 'Tělo odpovědi 429', 'Body of a 429'),
  rateLimitCounts: choice(
    '1',
    ['accepted', 'all'],
    'Do limitu se počítají volání: přijatá, i odmítnutá',
    'Calls that count against the limit: accepted ones, refused ones too',
  ),
  unknownList: choice(
    '2',
    ['404', '404-message', '422', '200'],
    'Odpověď na neznámý seznam',
    'Answer about an unknown list',
  ),
  listNames: choice(
    '2',
    ['any', 'unique'],
    'Názvy seznamů se smí opakovat, nebo ne',
    'List names may repeat, or must be unique',
  ),
  fieldsTooLong: choice(
    '1',
    ['refuse', 'cut'],
    'Více než 5 000 znaků v polích',
    'More than 5,000 characters of fields',
  ),
  tagsTooLong: choice(
    '1',
    ['refuse', 'cut'],
    'Štítek nad 50 znaků nebo nad 2 000 celkem',
    'A tag over 50 characters or 2,000 in total',
  ),
  bulkWrite: choice(
    '1',
    ['now', 'after-1s', 'after-5s'],
    'Kdy je bulk zapsán: před odpovědí, později',
    'When a bulk is written: before the answer, later',
  ),
  pageTooLong: choice('1', ['cap', 'refuse'], 'per_page nad 5 000', 'per_page over 5,000'),
  unknownEvent: choice(
    '5',
    ['404', '422', '200'],
    'Událost pro neznámý e-mail',
    'An event for an unknown e-mail',
  ),
  eventTooLong: choice(
    '5',
    ['refuse', 'cut'],
    'Hodnota události nad 20 000 znaků',
    'An event value over 20,000 characters',
  ),
  eventTariff: choice(
    '1',
    ['any', 'marketer-plus'],
    'Události vyžadují tarif Marketer+',
    'Events need the Marketer+ tariff',
  ),
  eventRead: choice(
    '5',
    ['at-once', 'after-5s', 'after-30s'],
    'Kdy je přijatá událost vidět při čtení',
    'When an accepted event shows up when read',
  ),
  mailLanguage: choice('6', ['cs', 'en'], 'Jazyk e-mailů automatizací', 'Language of the automation e-mails'),
  automationRepeat: choice(
    '5',
    ['every-event', 'once'],
    'Automatizace se spustí: při každé události, jednou za kontakt',
    'An automation runs: for every event, once per contact',
  ),
  noticeOnBulk: choice('7.1', ['no', 'yes'], 'Webhook při hromadných voláních', 'Webhook for bulk calls'),
  noticeOnUpdate: choice(
    '7.1',
    ['no', 'yes'],
    'Webhook při změně stavu přes update',
    'Webhook for a status changed by an update call',
  ),
  noticeOnBounce: choice(
    '7.1',
    ['no', 'yes'],
    'Webhook při nedoručitelnosti a stížnosti',
    'Webhook for bounces and complaints',
  ),
  noticeOnDelete: choice('7.1', ['no', 'yes'], 'Webhook při smazání', 'Webhook for a deletion'),
  noticeRetries: choice(
    '7.1',
    ['none', 'three'],
    'Opakování webhooku bez odpovědi 2xx',
    'Repeating a webhook without a 2xx',
  ),
  noticeOrder: choice(
    '7.1',
    ['any', 'in-order', 'reversed'],
    'Pořadí webhooků: souběžně, po jednom popořadě, po jednom odzadu',
    'Order of webhooks: at the same time, one by one, one by one backwards',
  ),
} as const satisfies Record<string, SwitchDefinition>;
