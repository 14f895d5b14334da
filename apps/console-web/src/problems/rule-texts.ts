import { textsOf } from '../language/texts';

/** What a value must be, after the name of its field. */
export const cs = {
  address: 'zadejte platnou e-mailovou adresu',
  amount: 'zadejte částku větší než nula, nejvýš na dvě desetinná místa',
  whole: 'zadejte celé číslo',
  number: 'zadejte číslo',
  least: 'nejmíň {{least}}',
  most: 'nejvýš {{most}}',
  length: 'napište {{least}} až {{most}} znaků, jen běžný text',
  lengthMost: 'napište nejvýš {{most}} znaků, jen běžný text',
  items: 'nejvýš {{most}} položek',
  unique: 'každou položku jen jednou',
  choice: 'vyberte jednu z nabízených možností',
  day: 'zadejte datum, které v kalendáři je',
  moment: 'zadejte datum a čas',
  web: 'zadejte adresu, která začíná http:// nebo https://',
  phone: 'zadejte telefonní číslo, třeba +420601002003',
  missing: 'tohle chybí',
  other: 'tahle hodnota nevyhovuje',
};

export const en = {
  address: 'enter a valid e-mail address',
  amount: 'enter an amount above zero with at most two decimals',
  whole: 'enter a whole number',
  number: 'enter a number',
  least: 'at least {{least}}',
  most: 'at most {{most}}',
  length: 'write {{least}} to {{most}} characters of plain text',
  lengthMost: 'write at most {{most}} characters of plain text',
  items: 'at most {{most}} of them',
  unique: 'each of them once only',
  choice: 'choose one of those offered',
  day: 'enter a day that the calendar has',
  moment: 'enter a day and a time',
  web: 'enter an address that begins with http:// or https://',
  phone: 'enter a phone number, such as +420601002003',
  missing: 'this is missing',
  other: 'this value does not fit',
};

export type RuleText = keyof typeof cs;

export const useRuleTexts = textsOf('rules', cs, en);
