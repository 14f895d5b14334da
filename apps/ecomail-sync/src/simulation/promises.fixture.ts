import type { SandboxEvent, SandboxMember } from '../sandbox.fixture';
import type { Happening, Life } from './lives.fixture';

/** A life that was played, and what Ecomail has of it in the end. */
export interface Played {
  readonly life: Life;
  readonly addresses: readonly string[];
  /** Where the customer left the list by their own hand. */
  readonly left: ReadonlySet<string>;
  readonly events: readonly SandboxEvent[];
  readonly members: readonly SandboxMember[];
  /** Ecomail answered well to writes and lost them: nobody knows before the next drift check, so an event may come first. */
  readonly areWritesLost: boolean;
}

/** The number of a step, by which balances and referral codes name it. */
export const numberOf = (index: number): number => index + 1;

/** What was promised of a customer and is not so; none: all is well. */
export function brokenPromises(played: Played): string[] {
  const isErased = played.life.some(({ happening }) => happening.kind === 'erased');
  return [...brokenByEvents(played, isErased), ...(isErased ? brokenByErasure(played) : brokenAtEnd(played))];
}

function brokenByEvents({ life, events, areWritesLost }: Played, isErased: boolean): string[] {
  const broken: string[] = [];
  const properties = events.map(({ property }) => property);
  if (new Set(properties).size < properties.length) broken.push('an event was sent twice');
  const credits = events.filter(({ label }) => label === 'credit');
  const isEarly = ({ value, fields }: SandboxEvent) =>
    !(Number(fields['ellity_credit_num']) >= Number(value['balance']));
  if (!areWritesLost && credits.some(isEarly)) broken.push('an event came before its fields');
  const announced = happeningsOf(life, 'credit').filter(({ announce }) => announce);
  const [told, due] = [
    credits.map(({ value }) => Number(value['amount'])),
    announced.map((one) => one.amount),
  ];
  if (!isErased && sum(told) !== sum(due)) broken.push(`notified of ${sum(told)}, not of ${sum(due)}`);
  return broken;
}

const brokenByErasure = ({ members }: Played): string[] =>
  members.length === 0 ? [] : ['somebody erased is in the list'];

function brokenAtEnd({ life, addresses, members, left }: Played): string[] {
  const broken: string[] = [];
  const last = happeningsOf(life, 'profile').at(-1);
  const member = members.find(({ email }) => email === addresses[last?.address ?? 0]);
  if (!member) return ['the contact is not in the list'];
  const is = (field: string, value: string | number | undefined) => {
    const shown = textOf(member.fields[field]);
    if (value !== undefined && shown !== String(value))
      broken.push(`${field} is ${shown}, not ${String(value)}`);
  };
  is('ellity_credit_num', lastNumber(life, 'credit'));
  is('ellity_referral_code', `R${lastNumber(life, 'profile') ?? 0}`);
  const pin = happeningsOf(life, 'pin').at(-1);
  is('ellity_pin', pin && (pin.pin ?? ''));
  if (members.some(({ email, status }) => left.has(email) && status === 1))
    broken.push('somebody who left was brought back');
  if (last?.consent !== 'granted' && member.status === 1) broken.push('subscribed without consent');
  if (last?.consent === 'granted' && left.size === 0 && member.status !== 1)
    broken.push('not subscribed, with consent');
  return broken;
}

const happeningsOf = <Kind extends Happening['kind']>(life: Life, kind: Kind) =>
  life.flatMap(({ happening }) =>
    happening.kind === kind ? [happening as Extract<Happening, { kind: Kind }>] : [],
  );

function lastNumber(life: Life, kind: Happening['kind']): number | undefined {
  const index = life.findLastIndex(({ happening }) => happening.kind === kind);
  return index < 0 ? undefined : numberOf(index);
}

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
