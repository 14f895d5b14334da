import { choice, type SwitchDefinition } from './choice';

/** Calls and their limit, lists, events, automations and webhooks. */
export const otherSwitches = {
  wrongKey: choice('calls', ['401', '403', '200'], 'Stav odpovědi na špatný klíč', 'Status for a wrong key'),
  rateLimit: choice(
    'calls',
    ['fixed', 'sliding', 'off'],
    'Minuta, ve které smí přijít 1 000 volání',
    'The minute in which 1,000 calls may come',
  ),
  minuteSeconds: choice(
    'calls',
    ['60', '10'],
    'Sekund v minutě limitu, kratší pro měření',
    'Seconds in the minute of the limit, fewer for measuring',
  ),
  rateLimitBody: choice(
    'calls',
    ['message', 'errors', 'html', 'empty'],
    'Tělo odpovědi 429',
    'Body of a 429',
  ),
  rateLimitCounts: choice(
    'calls',
    ['accepted', 'all'],
    'Která volání se do limitu počítají',
    'Which calls count against the limit',
  ),
  unknownList: choice(
    'lists',
    ['404', '404-message', '422', '200'],
    'Odpověď na neznámý seznam',
    'Answer about an unknown list',
  ),
  listNames: choice('lists', ['any', 'unique'], 'Seznamy se stejným názvem', 'Lists of the same name'),
  fieldsTooLong: choice(
    'fields',
    ['refuse', 'cut'],
    'Více než 5 000 znaků v polích',
    'More than 5,000 characters of fields',
  ),
  tagsTooLong: choice(
    'contacts',
    ['refuse', 'cut'],
    'Štítek nad 50 znaků, nebo všechny nad 2 000',
    'A tag over 50 characters, or all over 2,000',
  ),
  bulkWrite: choice(
    'bulk',
    ['now', 'after-1s', 'after-5s'],
    'Kdy je hromadné volání zapsáno',
    'When a bulk call is written',
  ),
  pageTooLong: choice('reading', ['cap', 'refuse'], 'per_page nad 5 000', 'per_page over 5,000'),
  unknownEvent: choice(
    'events',
    ['404', '422', '200'],
    'Událost pro neznámý e-mail',
    'An event for an unknown e-mail',
  ),
  eventTooLong: choice(
    'events',
    ['refuse', 'cut'],
    'Hodnota události nad 20 000 znaků',
    'An event value over 20,000 characters',
  ),
  eventTariff: choice(
    'events',
    ['any', 'marketer-plus'],
    'Tarif, který události vyžadují',
    'The tariff that events need',
  ),
  eventRead: choice(
    'events',
    ['at-once', 'after-5s', 'after-30s'],
    'Kdy je přijatá událost vidět při čtení',
    'When an accepted event shows up when read',
  ),
  eventOrder: choice(
    'events',
    ['newest-first', 'oldest-first'],
    'Pořadí událostí kontaktu při čtení',
    "Order of a contact's events when read",
  ),
  mailLanguage: choice(
    'automations',
    ['cs', 'en'],
    'Jazyk e-mailů automatizací',
    'Language of the automation e-mails',
  ),
  automationRepeat: choice(
    'automations',
    ['every-event', 'once'],
    'Kdy se automatizace pro kontakt spustí',
    'When an automation runs for a contact',
  ),
  noticeOnBulk: choice(
    'webhooks',
    ['no', 'yes'],
    'Webhook při hromadných voláních',
    'Webhook for bulk calls',
  ),
  noticeOnUpdate: choice(
    'webhooks',
    ['no', 'yes'],
    'Webhook při změně stavu přes update',
    'Webhook for a status changed by an update call',
  ),
  noticeOnBounce: choice(
    'webhooks',
    ['no', 'yes'],
    'Webhook při nedoručitelnosti a stížnosti',
    'Webhook for bounces and complaints',
  ),
  noticeOnDelete: choice('webhooks', ['no', 'yes'], 'Webhook při smazání', 'Webhook for a deletion'),
  noticeRetries: choice(
    'webhooks',
    ['none', 'three'],
    'Opakování webhooku, na který nepřišla odpověď 2xx',
    'Repeating a webhook that was not answered with 2xx',
  ),
  noticeOrder: choice('webhooks', ['any', 'in-order', 'reversed'], 'Pořadí webhooků', 'Order of webhooks'),
} as const satisfies Record<string, SwitchDefinition>;
