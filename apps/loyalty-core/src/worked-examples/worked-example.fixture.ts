/**
 * The notation of the worked examples in docs/loyalty-rules.md: a line sets something of the shop or of the customer, or
 * says when what happens and what follows: `day hour | what | balance, and what else`. In Czech or in English words.
 */
export interface Example {
  /** Of the file. */
  readonly line: number;
  readonly settings: Readonly<Record<string, unknown>>;
  /** What the customer is when the example begins; `none`: nobody is there yet. */
  readonly customer: 'registered' | 'anonymous' | 'none';
  readonly steps: readonly Step[];
}

export interface Step {
  /** By the clocks of the shop, like `2027-03-01 12:00`. */
  readonly at: string;
  readonly act: Act;
  readonly expected: Outcome;
}

export interface Act {
  readonly kind: string;
  readonly amount?: string;
  /** Of the award or the spending that is given a name, or is undone. */
  readonly name?: string;
  /** Of a changed setting, with its value. */
  readonly setting?: string;
  readonly value?: string;
}

/** What is not named in an example did not happen, but for what can be spent and for the lots: those are left open. */
export interface Outcome {
  readonly balance: string;
  readonly refused?: string;
  readonly shortfall?: string;
  readonly pin?: 'right' | 'wrong' | 'locked';
  /** Like `60.00 2027-03-31`. */
  readonly warnings: readonly string[];
  readonly spendable?: string;
  readonly lots?: readonly string[];
}

const amount = String.raw`(?<amount>\d+[.,]\d\d)`;
const until = String.raw`(?:until|do) (?<day>\d{4}-\d\d-\d\d)`;
const ends = `(?:${until}|for ever|navždy)`;
const phrase = (text: string) => new RegExp(`^(?:${text})$`, 'u');

const settingPhrase = phrase(
  String.raw`(?:set|nastavit) (?<setting>[a-zA-Z]+) (?<value>\S+)(?: (?<days>\d+))?`,
);
const customerPhrase = phrase(String.raw`(?:customer|zákazník) (?<who>\S+)`);
const customers: Readonly<Record<string, Example['customer']>> = {
  ...{ anonymous: 'anonymous', neregistrovaný: 'anonymous' },
  ...{ none: 'none', žádný: 'none' },
};

const acts: Readonly<Record<string, RegExp>> = {
  award: phrase(String.raw`(?:award|připsat) ${amount}(?: (?:as|jako) (?<name>\w+))?`),
  spend: phrase(String.raw`(?:spend|čerpat) ${amount}(?: (?:as|jako) (?<name>\w+))?`),
  cancel: phrase(String.raw`(?:cancel spending|zrušit čerpání) (?<name>\w+)(?:: ${amount})?`),
  revoke: phrase(String.raw`(?:take back|odebrat) (?<name>\w+)(?:: ${amount})?`),
  'sign-up': phrase('sign up|přihlásit se'),
  leave: phrase('leave|odhlásit se'),
  register: phrase('register|registrovat se'),
  'right-pin': phrase('enter the PIN|zadat PIN'),
  'wrong-pin': phrase('enter a wrong PIN|zadat špatný PIN'),
  change: settingPhrase,
  look: phrase('look|podívat se'),
};

const remarks: Readonly<Record<string, RegExp>> = {
  spendable: phrase(`(?:can spend|lze čerpat) ${amount}`),
  lots: phrase(`${amount} ${ends}`),
  warnings: phrase(`(?:warned of|upozornění na) ${amount} ${until}`),
  shortfall: phrase(`(?:shortfall|nedoplatek) ${amount}`),
  refused: phrase(String.raw`(?:refused|odmítnuto) (?<name>[a-z-]+)`),
  right: phrase('PIN right|PIN souhlasí'),
  wrong: phrase('PIN wrong|PIN nesouhlasí'),
  locked: phrase('PIN locked|PIN zamčen'),
};

/** The examples of a document, in their order. Throws at a word that the notation does not have. */
export function examplesIn(document: string): Example[] {
  const lines = document.split('\n');
  return lines.flatMap((text, index) => {
    if (text !== '```example') return [];
    const end = lines.indexOf('```', index);
    const body = lines.slice(index + 1, end).map((line, offset) => ({ line, number: index + 2 + offset }));
    return [exampleOf(index + 1, body)];
  });
}

function exampleOf(line: number, body: readonly { line: string; number: number }[]): Example {
  const settings: Record<string, unknown> = {};
  const steps: Step[] = [];
  let customer: Example['customer'] = 'registered';
  for (const { line: text, number } of body) {
    const cells = text.split('|').map((cell) => cell.trim());
    const [when = '', what = '', then = ''] = cells;
    if (cells.length === 3) {
      steps.push({ at: timeOf(when, number), act: actOf(what, number), expected: outcomeOf(then, number) });
      continue;
    }
    const { setting, value, days } = settingPhrase.exec(text)?.groups ?? {};
    const who = customers[customerPhrase.exec(text)?.groups?.['who'] ?? ''];
    if (who) customer = who;
    else if (setting && value) settings[setting] = settingOf(value, days);
    else throw unknown(text, number);
  }
  if (steps.length === 0) throw unknown('an example without steps', line);
  return { line, settings, customer, steps };
}

function timeOf(text: string, line: number): string {
  if (!/^\d{4}-\d\d-\d\d(?: \d\d:\d\d)?$/.test(text)) throw unknown(text, line);
  return text.includes(' ') ? text : `${text} 12:00`;
}

function actOf(text: string, line: number): Act {
  for (const [kind, pattern] of Object.entries(acts)) {
    const found = pattern.exec(text);
    if (found) return { kind, ...given(found.groups) };
  }
  throw unknown(text, line);
}

function outcomeOf(text: string, line: number): Outcome {
  const [first = '', ...rest] = text.split(/, (?=\S)/u);
  const balance = phrase(amount).exec(first)?.groups?.['amount'];
  if (balance === undefined) throw unknown(first, line);
  const all = rest.map((remark): readonly [string, string] => {
    const [kind, found] = Object.entries(remarks).flatMap(([name, pattern]) => {
      const match = pattern.exec(remark);
      return match ? [name, given(match.groups)] : [];
    }) as [string?, Record<string, string>?];
    if (kind === undefined) throw unknown(remark, line);
    const { amount: of, day, name } = found ?? {};
    return [kind, [of, kind === 'lots' ? (day ?? 'for ever') : day, name].filter(Boolean).join(' ')];
  });
  const of = (kind: string) => all.filter(([one]) => one === kind).map(([, what]) => what);
  const pin = (['right', 'wrong', 'locked'] as const).find((kind) => of(kind).length > 0);
  const lots = of('lots').sort();
  return {
    balance: decimal(balance),
    warnings: of('warnings'),
    ...given({ refused: of('refused')[0], shortfall: of('shortfall')[0], spendable: of('spendable')[0] }),
    ...(pin && { pin }),
    ...(lots.length > 0 && { lots }),
  };
}

export function settingOf(value: string, days?: string): unknown {
  if (days !== undefined) return { target: value, leadDays: Number(days) };
  if (/^\d+$/.test(value)) return Number(value);
  const words: Readonly<Record<string, unknown>> = { null: null, true: true, false: false };
  return value in words ? words[value] : decimal(value);
}

/** What is there, with amounts as messages write them. */
const given = (groups: Readonly<Record<string, string | undefined>> = {}): Record<string, string> =>
  Object.fromEntries(
    Object.entries(groups).flatMap(([name, value]) => (value === undefined ? [] : [[name, decimal(value)]])),
  );

const decimal = (text: string): string => (/^\d+,\d\d$/.test(text) ? text.replace(',', '.') : text);

const unknown = (text: string, line: number): Error =>
  new Error(`line ${line}: "${text}" is no word of the examples`);
