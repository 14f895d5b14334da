export { type Amount, amountMax, amountText, lesserOf, parseAmount, sumOf } from './amount';
export { AwardCredit } from './commands/award-credit';
export { CancelSpending } from './commands/cancel-spending';
export { ChangeCustomerEmail } from './commands/change-customer-email';
export { EraseCustomer } from './commands/erase-customer';
export { type ConsentSource, consentSources, RecordConsent } from './commands/record-consent';
export { RegisterCustomer } from './commands/register-customer';
export { RepublishCustomer } from './commands/republish-customer';
export { RevokeCredit } from './commands/revoke-credit';
export { SpendCredit } from './commands/spend-credit';
export { type NoticeStatus, VerifyNotice } from './commands/verify-notice';
export { isPhoneNumber, isWebAddress } from './contact-values';
export { type CreditReason, creditReasons, reasonName } from './credit-reasons';
export { type Day, dayAfter, dayIn, daysBetween, monthsAfter, wallClockIn } from './day';
export {
  type AddressProblem,
  type AddressRefused,
  addressRules,
  type EmailAddress,
  identityOf,
  isAddressRefused,
  readAddress,
} from './email-address';
export {
  bodyBytesMax,
  check,
  compose,
  contentType,
  decode,
  type Decoded,
  type Envelope,
  type MessageAbout,
} from './envelope';
export { ConnectionChanged, type ConnectionState } from './events/connection-changed';
export { ContactStatusChanged, type ContactStatus, type StatusCause } from './events/contact-status-changed';
export { CreditChange, CreditChanged, NextExpiration } from './events/credit-changed';
export { CreditCommandSettled, type CommandOutcome } from './events/credit-command-settled';
export { CreditsExpiring } from './events/credits-expiring';
export { CustomerChanged, type MarketingConsent, marketingConsents } from './events/customer-changed';
export { CustomerErased } from './events/customer-erased';
export { ErasureDone, type ErasureResult } from './events/erasure-done';
export { NoticeVerified, type NoticeVerdict, noticeVerdicts } from './events/notice-verified';
export { PinChanged } from './events/pin-changed';
export { ExpiryNotice, ShopChanged } from './events/shop-changed';
export { isRecord } from './is-record';
export { type Contract, contractOf, Message, type MessageClass } from './message';
export { type FieldSchema, publishedSchema, type PublishedSchema } from './published-schema';
export { contracts, exchanges, findContract } from './registry';
export {
  attributePatterns,
  balancePattern,
  changePattern,
  creditAmountPattern,
  dayPattern,
  IsAddress,
  isDay,
  isInstant,
  IsText,
} from './rules';
