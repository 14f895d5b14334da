/** Rules that several messages share. Built on class-validator's own decorators, so that schemas can be derived. */
import { applyRules } from './apply-rules';
import { IsEmail, IsString, Length, Matches, MaxLength } from 'class-validator';

/** An amount above zero with exactly two decimals and at most 12 digits, as a string: `150.00`. */
export const creditAmountPattern = /^(?!0+\.00$)(0|[1-9]\d{0,9})\.\d{2}$/;
/** A balance: as an amount, zero included. */
export const balancePattern = /^(0|[1-9]\d{0,9})\.\d{2}$/;
/** A change of a balance: an amount with an optional minus. */
export const changePattern = /^-?(?!0+\.00$)(0|[1-9]\d{0,9})\.\d{2}$/;
/** A calendar day in the shop's time zone: `2026-12-31`. */
export const dayPattern = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
/** An instant in UTC with up to microseconds: `2026-11-23T08:15:30.123Z`. */
export const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z$/;
/** A short word for machines: `order`, `newsletter`, `unknown-customer`. */
export const codePattern = /^[a-z][a-z0-9-]{0,59}$/;
/** Compact JWE: five base64url parts, the second empty for ECDH-ES. */
export const jwePattern = /^[\w-]+\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+$/;

export const IsCreditAmount = () =>
  Matches(creditAmountPattern, {
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
export const IsDay = () => Matches(dayPattern, { message: '$property must be a day like "2026-12-31"' });
export const IsInstant = () =>
  Matches(instantPattern, { message: '$property must be an instant in UTC like "2026-11-23T08:15:30.123Z"' });
export const IsCode = () =>
  Matches(codePattern, { message: '$property must be a lower-case word like "order"' });
export const IsJwe = () =>
  applyRules(
    Matches(jwePattern, { message: '$property must be an encrypted value (compact JWE)' }),
    MaxLength(4096),
  );
/** An address as its owner wrote it; receivers compare addresses without regard to case. */
export const IsAddress = () =>
  applyRules(IsEmail({}, { message: '$property must be an e-mail address' }), MaxLength(254));
/** Told by the sender; the same key with the same body is applied once, ever, per shop and sender. */
export const IsIdempotencyKey = () => applyRules(IsString(), Length(1, 200));
export const IsText = (max: number) => applyRules(IsString(), MaxLength(max));
