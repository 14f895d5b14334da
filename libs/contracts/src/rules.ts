/** Rules that several messages share. Built on class-validator's own decorators, so that schemas can be derived. */
import { applyRules } from './apply-rules';
import { Transform, Type } from 'class-transformer';
import { IsObject, length, Matches, MaxLength, ValidateBy, ValidateNested } from 'class-validator';
import { addressRules, isAddressRefused, readAddress } from './email-address';
import type { MessageClass } from './message';
import { HasPart, ReadsAs } from './valid-instance';

/** An amount above zero with exactly two decimals and at most 12 digits, as a string: `150.00`. */
export const creditAmountPattern = /^(?!0+\.00$)(0|[1-9]\d{0,9})\.\d{2}$/;
/** A balance: as an amount, zero included. */
export const balancePattern = /^(0|[1-9]\d{0,9})\.\d{2}$/;
/** A change of a balance: an amount with an optional minus. */
export const changePattern = /^-?(?!0+\.00$)(0|[1-9]\d{0,9})\.\d{2}$/;
/** A calendar day in the shop's time zone: `2026-12-31`. */
export const dayPattern = /^(?!0000)\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
/** An instant in UTC with up to microseconds: `2026-11-23T08:15:30.123Z`. */
export const instantPattern =
  /^(?!0000)\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?Z$/;
/** A short word for machines: `order`, `newsletter`, `unknown-customer`. */
export const codePattern = /^[a-z][a-z0-9-]{0,59}$/;
/** Compact JWE: five base64url parts, the second empty for ECDH-ES. */
export const jwePattern = /^[\w-]+\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+$/;

/** The attributes of an envelope. */
export const attributePatterns = {
  id: /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-7[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$/,
  source: /^[a-z][a-z0-9-]{0,59}$/,
  type: /^[\w.-]{1,100}$/,
  shopid: /^[a-z][a-z0-9-]{0,59}$/,
  subject: /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$/,
  sequence: /^\d{16}$/,
  traceparent: /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/,
} as const;

/** Patterns let 31 days pass in every month; a day or instant that no calendar has is refused all the same. */
const isInCalendar = (day: string): boolean => {
  if (day.slice(8) <= '28') return true;
  const instant = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(day);
};
/** A day of the calendar like "2026-12-31"; false for one that only looks right, such as "2026-02-31". */
export const isDay = (value: unknown): value is string =>
  typeof value === 'string' && dayPattern.test(value) && isInCalendar(value);
export const isInstant = (value: unknown): value is string =>
  typeof value === 'string' && instantPattern.test(value) && isInCalendar(value.slice(0, 10));

export const IsCreditAmount = () =>
  Matches(creditAmountPattern, {
    context: { rule: 'creditAmount' },
    message: '$property must be an amount above zero with two decimals and at most 12 digits, like "150.00"',
  });
export const IsBalance = () =>
  Matches(balancePattern, {
    message: '$property must be a balance with two decimals and at most 12 digits, like "0.00"',
  });
export const IsCreditChange = () =>
  Matches(changePattern, {
    message: '$property must be a non-zero change with two decimals, like "-20.00"',
  });
export const IsDay = () =>
  ValidateBy(
    { name: 'isDay', validator: { validate: isDay } },
    { message: '$property must be a day like "2026-12-31"' },
  );
export const IsInstant = () =>
  ValidateBy(
    { name: 'isInstant', validator: { validate: isInstant } },
    { message: '$property must be an instant in UTC like "2026-11-23T08:15:30.123Z"' },
  );
export const IsCode = () =>
  Matches(codePattern, { message: '$property must be a lower-case word like "order"' });
export const IsJwe = () =>
  applyRules(
    Matches(jwePattern, { message: '$property must be an encrypted value (compact JWE)' }),
    MaxLength(4096),
  );
/** An address. Whoever validates receives it as `readAddress` read it; receivers compare identities. */
export const IsAddress = () =>
  applyRules(
    ValidateBy({
      name: 'isAddress',
      validator: {
        validate: (value: unknown) => !isAddressRefused(readAddress(value)),
        defaultMessage: (about) => `$property ${addressRuleOf(about?.value)}`,
      },
    }),
    Transform(({ value }: { value: unknown }) => addressOf(value), { toClassOnly: true }),
    ReadsAs(addressOf),
  );

function addressOf(value: unknown): unknown {
  const read = readAddress(value);
  return isAddressRefused(read) ? value : read.address;
}

function addressRuleOf(value: unknown): string {
  const read = readAddress(value);
  return addressRules[isAddressRefused(read) ? read.problem : 'address-invalid'];
}
/** Set by the sender; the same key with the same body is applied once, ever, per shop and sender. */
export const IsIdempotencyKey = () => IsText(200, 1);

/** Text of `min` to `max` characters that a database can store. What breaks the rule is said: kind, characters or length. */
export const IsText = (max: number, min = 0) =>
  ValidateBy({
    name: 'isText',
    constraints: [max, min],
    validator: {
      validate: (value: unknown) => textRuleBrokenBy(value, max, min) === undefined,
      defaultMessage: (about) => `$property ${textRuleBrokenBy(about?.value, max, min) ?? 'must be text'}`,
    },
  });

function textRuleBrokenBy(value: unknown, max: number, min: number): string | undefined {
  if (typeof value !== 'string') return 'must be text';
  if (!isStorable(value)) return 'must not hold NUL or half a character';
  if (length(value, min, max)) return undefined;
  return min > 0 && value === '' ? 'must not be empty' : `must have at most ${max} characters`;
}

/** NUL and halves of characters can be written in JSON and stored in no database: trying again would never help. */
export const isStorable = (text: string): boolean => !/[\0\p{Cs}]/u.test(text);

/** A part with rules of its own: one object, never a list of them. */
export const IsPart = (part: () => MessageClass) =>
  applyRules(IsObject(), ValidateNested(), Type(part), HasPart(part));
