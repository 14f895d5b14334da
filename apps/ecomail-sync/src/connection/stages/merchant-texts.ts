/** What a merchant reads about a connection, by code: what happened and what to do, without our words for things. */
import type { ConnectionRow } from '../connection-row';
import type { PauseReason } from './connection-states';

export interface Texts {
  readonly cs: string;
  readonly en: string;
}

/** `{name}` stands for a value that is known when it happens. */
const texts = {
  'key-rejected': {
    cs: 'Ecomail klíč API nepřijímá. Najdete ho v Ecomailu ve správě účtu v části Pro vývojáře; zkopírujte ho celý a zadejte ho znovu. Co mezitím čeká na odeslání, se neztratí.',
    en: 'Ecomail does not accept the API key. You find it at Ecomail in the account settings, section For developers; copy all of it and enter it again. What waits to be sent meanwhile is not lost.',
  },
  'list-changed': {
    cs: 'Tento klíč patří k jinému účtu Ecomailu: seznam č. {list} se v něm jmenuje „{name}“, a ne „{known}“. Zadejte klíč původního účtu. Chcete-li přejít na jiný účet, vyberte v něm seznam a propojení zapněte znovu.',
    en: 'This key belongs to another Ecomail account: list {list} is called "{name}" there, not "{known}". Enter a key of the first account. If you want to move to the other account, choose a list in it and activate the connection again.',
  },
  'list-missing': {
    cs: 'Vybraný seznam kontaktů v Ecomailu není, zřejmě ho někdo smazal. Vyberte jiný seznam, nebo založte nový; zákazníci se do něj zapíšou sami.',
    en: 'Ecomail does not have the chosen list; probably somebody deleted it. Choose another list, or create one; your customers are written to it by themselves.',
  },
  'ecomail-unreachable': {
    cs: 'Ecomail neodpovídá: spojení selhalo, nebo odpověď nepřišla včas. Zkuste to za pár minut znovu; co čeká na odeslání, se neztratí a pošle se samo.',
    en: 'Ecomail does not answer: the connection failed, or no answer came in time. Try again in a few minutes; what waits to be sent is not lost and goes out by itself.',
  },
  'ecomail-maintenance': {
    cs: 'Ecomail má nejspíš odstávku: místo odpovědi poslal webovou stránku. Zkuste to za chvíli znovu; co čeká na odeslání, se neztratí a pošle se samo.',
    en: 'Ecomail is probably under maintenance: it sent a web page in place of an answer. Try again in a while; what waits to be sent is not lost and goes out by itself.',
  },
  'ecomail-busy': {
    cs: 'Účet Ecomail právě vyčerpal povolený počet dotazů za minutu. Zkuste to za minutu znovu; co čeká na odeslání, se pošle samo.',
    en: 'Your Ecomail account has used up the requests that it is allowed in a minute. Try again in a minute; what waits to be sent goes out by itself.',
  },
  'ecomail-unavailable': {
    cs: 'V Ecomailu je právě nějaká chyba. Zkuste to za pár minut znovu; co čeká na odeslání, se neztratí a pošle se samo.',
    en: 'Something is wrong at Ecomail just now. Try again in a few minutes; what waits to be sent is not lost and goes out by itself.',
  },
  'ecomail-refused': {
    cs: 'Ecomail požadavek odmítl: {words}. Opravte to v Ecomailu a zkuste to znovu; nevíte-li si rady, obraťte se na jeho podporu.',
    en: 'Ecomail refused the request: {words}. Put it right at Ecomail and try again; if you do not know how, ask its support.',
  },
  'account-forbids': {
    cs: 'Váš tarif Ecomailu tuto funkci nezahrnuje. Pro propojení je potřeba tarif s API a událostmi kontaktů; změňte ho ve správě účtu a propojení znovu spusťte.',
    en: 'Your Ecomail plan does not include this. The connection needs a plan with the API and with events of contacts; change it in the account settings, then resume the connection.',
  },
  'writes-refused': {
    cs: 'Ecomail odmítá všechny zápisy do seznamu, nejčastěji kvůli limitu kontaktů nebo zamčenému seznamu. Opravte to v Ecomailu a propojení znovu spusťte; co čeká na odeslání, se neztratí.',
    en: 'Ecomail refuses everything that is written to the list, mostly because of the limit of contacts or a locked list. Put it right at Ecomail, then resume the connection; what waits to be sent is not lost.',
  },
  'writes-not-visible': {
    cs: 'Ecomail zápisy potvrzuje, ale v seznamu nejsou vidět. Zkuste to za pár minut znovu; trvá-li to, obraťte se na podporu Ecomailu.',
    en: 'Ecomail confirms what is written, but does not show it in the list. Try again in a few minutes; if it goes on, ask the support of Ecomail.',
  },
  'technical-contact-missing': {
    cs: 'Ecomail přijal zkušební kontakt, ale v seznamu ho neukazuje. Zkuste to za pár minut znovu; trvá-li to, obraťte se na podporu Ecomailu.',
    en: 'Ecomail took the trial contact, but does not show it in the list. Try again in a few minutes; if it goes on, ask the support of Ecomail.',
  },
  'fields-full': {
    cs: 'Do seznamu se už nevejdou další vlastní pole ({words}). Smažte v Ecomailu pole, která nepoužíváte, nebo vyberte jiný seznam, a zkuste to znovu.',
    en: 'The list has no room for more custom fields ({words}). Delete fields that you do not use at Ecomail, or choose another list, then try again.',
  },
  'fields-not-created': {
    cs: 'Ecomail v seznamu nevytvořil pole {fields}. Vytvořte je v nastavení seznamu v Ecomailu ručně (typy: {types}) a zkuste to znovu.',
    en: 'Ecomail did not create {fields} in the list. Create them by hand in the settings of the list at Ecomail (types: {types}), then try again.',
  },
  'fields-missing': {
    cs: 'V seznamu někdo smazal vlastní pole, které potřebujeme, a Ecomail ho znovu nevytvořil. Vytvořte ho v nastavení seznamu v Ecomailu a zvolte Opravit; nebo vyberte jiný seznam.',
    en: 'Somebody deleted a custom field of the list that we need, and Ecomail did not create it again. Create it in the settings of the list at Ecomail and choose Repair; or choose another list.',
  },
  'pin-field-type': {
    cs: 'Pole ellity_pin je v tomto seznamu číselné a PIN by v něm přišel o nuly na začátku. Smažte pole v nastavení seznamu v Ecomailu, nebo vyberte jiný seznam, a zkuste to znovu.',
    en: 'The field ellity_pin of this list is a number, and a PIN would lose its leading zeros there. Delete the field in the settings of the list at Ecomail, or choose another list, then try again.',
  },
  'fields-replaced': {
    cs: 'Tento účet při každém zápisu nahradí všechna pole kontaktu, takže by se ztratila vlastní pole seznamu ({fields}). Vyberte seznam bez vlastních polí.',
    en: "This account replaces all fields of a contact at every write, so the list's own fields ({fields}) would be lost. Choose a list without fields of its own.",
  },
  'list-taken': {
    cs: 'Do tohoto seznamu už zapisuje jiný obchod. Vyberte nebo založte pro tento obchod vlastní seznam.',
    en: 'Another shop writes to this list already. Choose or create a list of its own for this shop.',
  },
  'event-category-taken': {
    cs: 'Jiný obchod v tomtéž účtu Ecomailu posílá události se stejnou kategorií, takže by každá událost spustila automatizace obou. Zvolte kategorii „{category}“ a nastavte ji i v automatizacích tohoto obchodu.',
    en: 'Another shop of this Ecomail account sends its events with the same category, so each event would start the automations of both. Choose the category "{category}" (eventCategory) and have the automations of this shop react to it.',
  },
  'address-not-trusted': {
    cs: 'Propojení vede na adresu, které systém nedůvěřuje, proto nic neodesílá. Obraťte se na provozovatele.',
    en: 'The connection leads to an address that this system does not trust, so nothing is sent. Ask the operator.',
  },
  'paused-by-order': {
    cs: 'Propojení je pozastavené: nic se neodesílá, všechno čeká. Až budete chtít pokračovat, znovu ho spusťte.',
    en: 'The connection is paused: nothing is sent, everything waits. Resume it when you want it to go on.',
  },
  activating: {
    cs: 'Propojení se zapíná: čteme seznam a připravujeme zápis zákazníků. Není potřeba nic dělat.',
    en: 'The connection is being activated: the list is read and your customers are prepared for it. There is nothing to do.',
  },
  'activation-stopped': {
    cs: 'Zapnutí propojení se nedokončilo. Zapněte ho znovu; to, co už je hotové, se nepokazí.',
    en: 'The activation did not come to its end. Activate the connection again; what was done stays as it is.',
  },
  disconnecting: {
    cs: 'Propojení se ruší: u kontaktů v Ecomailu mažeme obsah našich polí. Potrvá to několik minut. Pokud se to nedaří, zrušte propojení bez mazání polí.',
    en: 'The connection is being ended: our fields of your contacts at Ecomail are made blank. This takes some minutes. If it does not go on, end the connection and leave the fields.',
  },
  'test-mode': {
    cs: 'Propojení je v testovacím režimu: zapisujeme a upozorňujeme jen zákazníky s vyjmenovanými adresami. Ostatní čekají a nic se neztratí; až režim vypnete, zapíšou se a dostanou upozornění podle posledního stavu.',
    en: 'The connection is in test mode: only customers with the listed addresses are written and notified. The others wait and nothing is lost; when you end test mode they are written, and notified of how things are then.',
  },
  'not-a-test-address': {
    cs: 'Propojení je v testovacím režimu a tato adresa v něm není vyjmenovaná. Přidejte ji k adresám testovacího režimu, nebo režim vypněte.',
    en: 'The connection is in test mode, and this address is not one of those listed. Add it to the addresses of test mode, or end test mode.',
  },
  'test-contact-missing': {
    cs: 'Kontakt s touto adresou v seznamu není. Zadejte adresu někoho, kdo v něm je, nebo ji do seznamu v Ecomailu nejdřív přidejte.',
    en: 'The list has no contact with this address. Give the address of somebody who is in it, or add it to the list at Ecomail first.',
  },
  'webhook-set': {
    cs: 'Seznam posílá oznámení o přihlášení a odhlášení na správnou adresu. Není potřeba nic dělat.',
    en: 'The list sends its notices of signing up and leaving to the right address. There is nothing to do.',
  },
  'webhook-missing': {
    cs: 'V nastavení seznamu v Ecomailu chybí adresa pro oznámení (webhook). Zkopírujte ji a vložte ji dole v nastavení seznamu; bez ní se o přihlášení a odhlášení dozvíme pozdě a odměna za newsletter se zpozdí.',
    en: 'The settings of the list at Ecomail have no address for notices (webhook). Copy it and paste it at the bottom of the settings of the list; without it we learn late of people who sign up or leave, and rewards for the newsletter come late.',
  },
  'webhook-other': {
    cs: 'Seznam posílá oznámení na jinou adresu ({seen}). Ecomail umí u seznamu jen jednu. Zjistěte, komu patří; není-li potřeba, nahraďte ji tou naší, jinak pro věrnostní program použijte jiný seznam.',
    en: 'The list sends its notices to another address ({seen}), and Ecomail knows only one for a list. Find out whose it is; if nobody needs it, replace it by ours, else use another list for the loyalty programme.',
  },
} as const satisfies Readonly<Record<string, Texts>> & Readonly<Record<PauseReason, Texts>>;

export type TextCode = keyof typeof texts;
export const textCodes = Object.keys(texts) as TextCode[];

export const isTextCode = (code: string | null): code is TextCode => code !== null && code in texts;

type Values = Readonly<Record<string, string | number>>;

/** A value that is not known is shown as three dots. */
export function textsOf(code: TextCode, values: Values = {}): Texts {
  const filled = (text: string) =>
    text.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '…'));
  const { cs, en } = texts[code];
  return { cs: filled(cs), en: filled(en) };
}

/** Why a connection stands still and what to do; null: it does not, or for a reason of an older version. */
export const messageOf = ({
  state,
  reason,
  list_id: list,
  list_name: known,
}: Pick<ConnectionRow, 'state' | 'reason' | 'list_id' | 'list_name'>): Texts | null =>
  state === 'paused' && isTextCode(reason) ? textsOf(reason, { list, known }) : null;

const codesOfFailures: Readonly<Record<string, TextCode>> = {
  'ecomail.key-rejected': 'key-rejected',
  'ecomail.not-found': 'list-missing',
  'ecomail.connection-failed': 'ecomail-unreachable',
  'ecomail.timeout': 'ecomail-unreachable',
  'ecomail.maintenance': 'ecomail-maintenance',
  'ecomail.rate-limited': 'ecomail-busy',
  'ecomail.unavailable': 'ecomail-unavailable',
  'ecomail.unexpected-answer': 'ecomail-unavailable',
};

/** What a merchant reads of a failed call. */
export const textCodeOfFailure = ({
  code,
  isForbidden = false,
}: {
  readonly code: string;
  readonly isForbidden?: boolean;
}): TextCode => (isForbidden ? 'account-forbids' : (codesOfFailures[code] ?? 'ecomail-refused'));
