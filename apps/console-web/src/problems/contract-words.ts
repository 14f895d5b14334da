import { useLanguage } from '../language/texts';

/**
 * What follows the name of a field in a sentence about its broken rule, and the same in Czech. Sentences that letters of
 * a group share have `<n>` and `<value>` in place of what differs.
 */
const broken: readonly (readonly [RegExp, string])[] = [
  [/^is missing$/, 'chybí'],
  [/^is not JSON in UTF-\S+$/, 'není JSON v UTF-8'],
  [/^must be a JSON object \(a CloudEvent\)$/, 'musí být objekt JSON (CloudEvent)'],
  [/^must be an object$/, 'musí být objekt'],
  [/^: nested property \S+ must be either object or array$/, 'musí být objekt nebo seznam'],
  [/^must be text$/, 'musí být text'],
  [/^must be a boolean value$/, 'musí být true, nebo false'],
  [/^must be an integer number$/, 'musí být celé číslo'],
  [/^must be a number\b.*$/, 'musí být číslo'],
  [/^must not be empty$/, 'nesmí být prázdné'],
  [/^must have at most (\d+|<n>) characters$/, 'smí mít nejvýš $1 znaků'],
  [/^must be shorter than or equal to (\d+|<n>) characters$/, 'smí mít nejvýš $1 znaků'],
  [/^must have (\d+|<n>) digits$/, 'musí mít $1 číslic'],
  [/^must not be less than (-?\d+|<n>)$/, 'musí být nejmíň $1'],
  [/^must not be greater than (-?\d+|<n>)$/, 'musí být nejvýš $1'],
  [/^must be one of the following values: (.+)$/, 'musí být jedna z hodnot: $1'],
  [/^must not hold NUL or half a character$/, 'nesmí obsahovat NUL ani půlku znaku'],
  [/^must be a UUID$/, 'musí být UUID'],
  [/^must be a UUID of version \S+$/, 'musí být UUID verze 7'],
  [/^must be a customer id \(UUID\)$/, 'musí být id zákazníka (UUID)'],
  [/^must be a URL address$/, 'musí být adresa URL'],
  [/^must be a valid IANA time-zone$/, 'musí být časové pásmo IANA, třeba „Europe/Prague“'],
  [/^must be a lower-case word like (.+)$/, 'musí být slovo malými písmeny jako $1'],
  [/^must be a day like (.+)$/, 'musí být den jako $1'],
  [/^must be an instant in UTC like (.+)$/, 'musí být okamžik v UTC jako $1'],
  [/^must be an e-mail address$/, 'musí být e-mailová adresa'],
  [
    /^must not hold invisible, control or blank characters inside the address$/,
    'nesmí mít uvnitř adresy neviditelné, řídicí ani prázdné znaky',
  ],
  [/^must be an encrypted value \(compact JWE\)$/, 'musí být zašifrovaná hodnota (JWE)'],
  [
    /^must be an amount above zero with two decimals and at most (\S+) digits, like (.+)$/,
    'musí být částka větší než nula se dvěma desetinnými místy a nejvýš $1 číslicemi jako $2',
  ],
  [
    /^must be a balance with two decimals and at most (\S+) digits, like (.+)$/,
    'musí být zůstatek se dvěma desetinnými místy a nejvýš $1 číslicemi jako $2',
  ],
  [
    /^must be a non-zero change with two decimals, like (.+)$/,
    'musí být nenulová změna se dvěma desetinnými místy jako $1',
  ],
  [
    /^must be a shop id: lower-case letters, digits and hyphens$/,
    'musí být id obchodu: malá písmena, číslice a spojovníky',
  ],
  [/^must be the name of the publishing service$/, 'musí být název služby, která zprávu poslala'],
  [/^must name a message type such as (.+)$/, 'musí být typ zprávy jako $1'],
  [/^must be a W3C traceparent$/, 'musí být traceparent podle W3C'],
  [
    /^must be absent: this message is not about one customer$/,
    'tu být nemá: zpráva není o jednom zákazníkovi',
  ],
  [/^is a mask and no value: type the value itself$/, 'je jen maska: napište hodnotu celou'],
  [/^must be ("[\w./-]+"|<value>)$/, 'musí být $1'],
];

/** Sentences about several fields at once, and about the whole message. */
const whole: readonly (readonly [RegExp, string])[] = [
  [/^type (\S+) is not known here$/, 'typ $1 tu nikdo nezná'],
  [/^there is no shop with this id$/, 'obchod s tímto id není'],
  [/^no queue is bound to (\S+) for (\S+)$/, 'žádná fronta v $1 neodebírá $2'],
  [/^give either (\S+) or (\S+), not both$/, 'pošlete buď $1, nebo $2, ne obojí'],
  [
    /^name the customer once: by subject \(customer id\) or by email$/,
    'zákazníka označte jednou: v subject (id zákazníka), nebo v email',
  ],
];

/** The rules themselves, as contracts title them. */
const rules: readonly (readonly [RegExp, string])[] = [
  [/^a UUID$/, 'UUID'],
  [/^a link$/, 'odkaz'],
  [/^a day like (.+)$/, 'den jako $1'],
  [/^an instant in UTC like (.+)$/, 'okamžik v UTC jako $1'],
  [/^a lower-case word like (.+)$/, 'slovo malými písmeny jako $1'],
  [/^an e-mail address$/, 'e-mailová adresa'],
  [/^an encrypted value \(compact JWE\)$/, 'zašifrovaná hodnota (JWE)'],
  [/^a time zone of the IANA database, like (.+)$/, 'časové pásmo z databáze IANA jako $1'],
  [
    /^a balance with two decimals and at most (\S+) digits, like (.+)$/,
    'zůstatek se dvěma desetinnými místy a nejvýš $1 číslicemi jako $2',
  ],
  [
    /^an amount above zero with two decimals and at most (\S+) digits, like (.+)$/,
    'částka větší než nula se dvěma desetinnými místy a nejvýš $1 číslicemi jako $2',
  ],
];

/** A rule of a contract in Czech; undefined: not known here. */
export const czechRule = (rule: string): string | undefined => translated(rule, rules);

/** What is wrong with a message, in Czech: sentences that are not known here stay as they are. */
export const czechProblem = (message: string): string => message.split('; ').map(czechSentence).join('; ');

function czechSentence(sentence: string): string {
  const about = translated(sentence, whole);
  if (about !== undefined) return about;
  const [, field = '', rest = ''] = /^([\w.]+?)(?: |(?=:))(.+)$/.exec(sentence) ?? [];
  const said = translated(rest, broken);
  return said === undefined ? sentence : `${field} ${said}`;
}

function translated(text: string, words: readonly (readonly [RegExp, string])[]): string | undefined {
  const [pattern, said] = words.find(([one]) => one.test(text)) ?? [];
  return pattern && said !== undefined ? text.replace(pattern, said) : undefined;
}

/** Contracts and services name rules and what breaks them in English; this says both in the language of the page. */
export function useContractWords(): {
  readonly ruleOf: (rule: string) => string;
  readonly problemOf: (message: string) => string;
} {
  const isCzech = useLanguage() === 'cs';
  return {
    ruleOf: (rule) => (isCzech ? (czechRule(rule) ?? rule) : rule),
    problemOf: (message) => (isCzech ? czechProblem(message) : message),
  };
}
