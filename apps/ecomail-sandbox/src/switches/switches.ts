/** One thing about Ecomail that its reference leaves open, or that a test wants to change. */
export interface SwitchDefinition<Value extends string = string> {
  /** Section of the API reference. */
  readonly section: string;
  readonly values: readonly Value[];
  readonly initial: Value;
  readonly cs: string;
  readonly en: string;
}

function choice<const Value extends string>(
  section: string,
  values: readonly [Value, ...Value[]],
  cs: string,
  en: string,
): SwitchDefinition<Value> {
  return { section, values, initial: values[0], cs, en };
}

/** Everything that can be switched. The first value is the one a new sandbox starts with. */
export const switches = {
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
  bulkFields: choice(
    '3',
    ['drop', 'create', 'refuse'],
    'Neznámé pole v hromadném volání: zahodit, založit, odmítnout',
    'Unknown field in a bulk call: dropped, created, refused',
  ),
  updateFields: choice(
    '3',
    ['drop', 'create', 'refuse'],
    'Neznámé pole v update-subscriber',
    'Unknown field in update-subscriber',
  ),
  typedForm: choice(
    '3',
    ['accept', 'refuse'],
    'Tvar {value, type} mimo subscribe',
    'The {value, type} form outside subscribe',
  ),
  badFieldValue: choice(
    '3',
    ['refuse', 'clear', 'store'],
    'Hodnota, která neodpovídá typu pole',
    'A value that does not fit the type of its field',
  ),
  fieldWrite: choice(
    '3',
    ['merge', 'replace'],
    'Zápis polí: sloučit s uloženými, nahradit všechna',
    'Writing fields: merge with the stored ones, replace all',
  ),
  emptyText: choice(
    '3',
    ['clears', 'keeps'],
    'Prázdný text v poli: smaže hodnotu, nechá ji',
    'Empty text in a field: clears it, keeps it',
  ),
  nullValue: choice(
    '3',
    ['clears', 'keeps'],
    'null v poli: smaže hodnotu, nechá ji',
    'null in a field: clears it, keeps it',
  ),
  clearedField: choice(
    '3',
    ['absent', 'null', 'empty'],
    'Smazané pole při čtení',
    'A cleared field when read',
  ),
  fieldsTooLong: choice(
    '1',
    ['refuse', 'cut'],
    'Více než 5 000 znaků v polích',
    'More than 5,000 characters of fields',
  ),
  fieldsTotal: choice(
    '3',
    ['values', 'keys-and-values'],
    'Co se do 5 000 znaků počítá',
    'What counts towards the 5,000 characters',
  ),
  tagsTooLong: choice(
    '1',
    ['refuse', 'cut'],
    'Štítek nad 50 znaků nebo nad 2 000 celkem',
    'A tag over 50 characters or 2,000 in total',
  ),
  subscribeStatus: choice(
    '4.3',
    ['200', '201'],
    'Stav úspěšného subscribe',
    'Status of a successful subscribe',
  ),
  alreadySubscribedNew: choice(
    '4.3',
    ['false', 'absent'],
    'already_subscribed u nového kontaktu',
    'already_subscribed of a new contact',
  ),
  alreadySubscribedLeft: choice(
    '4.3',
    ['true', 'false'],
    'already_subscribed u odhlášeného kontaktu',
    'already_subscribed of a contact that left',
  ),
  refusedResubscribe: choice(
    '4.3',
    ['200', '422'],
    'Přidání odhlášeného bez resubscribe',
    'Adding a contact that left, without resubscribe',
  ),
  refusedResubscribeData: choice(
    '4.3',
    ['write', 'skip'],
    'Data odhlášeného při update_existing',
    'Data of a contact that left, with update_existing',
  ),
  reviveBounced: choice(
    '4.1',
    ['no', 'yes'],
    'resubscribe platí i pro nedoručitelné a stěžovatele',
    'resubscribe works for bounced and complained ones too',
  ),
  invalidEmail: choice(
    '4.3',
    ['errors-map', 'errors-array', 'message'],
    'Tvar odmítnutí jednoho kontaktu',
    'Shape of the refusal of a single contact',
  ),
  bulkUpdateDefault: choice(
    '4.4',
    ['true', 'false'],
    'Výchozí update_existing v subscribe-bulk',
    'Default of update_existing in subscribe-bulk',
  ),
  bulkDefaultStatus: choice(
    '4.11',
    ['keep', 'subscribe'],
    'Výchozí stav 1 u stávajícího kontaktu v bulku',
    'The default status 1 on an existing row in bulk',
  ),
  bulkInserts: choice('4.4', ['new', 'all'], 'Co počítá inserts', 'What inserts counts'),
  bulkRefusal: choice(
    '4.4',
    ['by-index', 'by-path', 'single'],
    'Tvar odpovědi 422 na bulk',
    'Shape of the 422 of a bulk call',
  ),
  bulkRefusalStores: choice(
    '4.4',
    ['nothing', 'valid'],
    'Co se uloží, když bulk skončí 422',
    'What is stored when a bulk call ends with 422',
  ),
  bulkDuplicates: choice(
    '4.4',
    ['last', 'first', 'refuse'],
    'Stejný e-mail v bulku dvakrát: platí poslední, první, odmítnout',
    'The same e-mail twice in a bulk: last wins, first wins, refused',
  ),
  bulkBadStatus: choice('4.4', ['refuse', 'ignore'], 'Stav 5 nebo 6 v bulku', 'Status 5 or 6 in a bulk call'),
  bulkWrite: choice(
    '1',
    ['now', 'after-1s', 'after-5s'],
    'Kdy je bulk zapsán: před odpovědí, později',
    'When a bulk is written: before the answer, later',
  ),
  updateUnknown: choice(
    '4.5',
    ['404', '422', 'create'],
    'update-subscriber neznámého kontaktu',
    'update-subscriber of an unknown contact',
  ),
  updateBulkUnknown: choice(
    '4.6',
    ['list', 'skip', 'refuse', 'create'],
    'Neznámý e-mail v update-subscriber-bulk: přeskočit a vypsat, přeskočit, odmítnout, založit',
    'Unknown e-mail in update-subscriber-bulk: skipped and listed, skipped, refused, created',
  ),
  updateBulkCount: choice('4.6', ['written', 'sent'], 'Co počítá updates', 'What updates counts'),
  unknownMember: choice(
    '4.7',
    ['404', '200', '404-message'],
    'Čtení kontaktu, který v seznamu není',
    'Reading a contact that is not in the list',
  ),
  emptyFields: choice(
    '4.7',
    ['array', 'object'],
    'Kontakt bez polí: [] nebo {}',
    'A contact without fields: [] or {}',
  ),
  memberOrder: choice(
    '4.7',
    ['oldest-first', 'newest-first'],
    'Řazení kontaktů v seznamu',
    'Order of the contacts of a list',
  ),
  pageTooLong: choice('1', ['cap', 'refuse'], 'per_page nad 5 000', 'per_page over 5,000'),
  unsubscribeUnknown: choice(
    '4.8',
    ['404', '422', '200'],
    'unsubscribe neznámého e-mailu',
    'unsubscribe of an unknown e-mail',
  ),
  unsubscribeAgain: choice(
    '4.8',
    ['200', '422'],
    'unsubscribe odhlášeného kontaktu',
    'unsubscribe of a contact that left',
  ),
  deleteUnknown: choice(
    '4.9',
    ['404', 'true', 'false'],
    'Smazání neznámého kontaktu',
    'Deleting an unknown contact',
  ),
  deleteEvents: choice(
    '4.9',
    ['with-contact', 'kept'],
    'Události smazaného kontaktu',
    'Events of a deleted contact',
  ),
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
  automationReach: choice(
    '4.11',
    ['everybody', 'subscribed'],
    'Komu automatizace píše',
    'Whom automations write to',
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
    ['in-order', 'reversed'],
    'Pořadí webhooků jednoho volání',
    'Order of the webhooks of one call',
  ),
} as const satisfies Record<string, SwitchDefinition>;

export type SwitchName = keyof typeof switches;
export type SwitchValue<Name extends SwitchName> = (typeof switches)[Name]['values'][number];
export type SwitchValues = { readonly [Name in SwitchName]: SwitchValue<Name> };

export const switchNames = Object.keys(switches) as SwitchName[];

export function isSwitchName(name: string): name is SwitchName {
  return Object.hasOwn(switches, name);
}

export function isSwitchValue(name: SwitchName, value: unknown): value is SwitchValue<SwitchName> {
  return (switches[name].values as readonly unknown[]).includes(value);
}

export const initialSwitches = Object.fromEntries(
  switchNames.map((name) => [name, switches[name].initial]),
) as unknown as SwitchValues;
