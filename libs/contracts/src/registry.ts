import { AwardCredit } from './commands/award-credit';
import { CancelSpending } from './commands/cancel-spending';
import { ChangeCustomerEmail } from './commands/change-customer-email';
import { EraseCustomer } from './commands/erase-customer';
import { RecordConsent } from './commands/record-consent';
import { RegisterCustomer } from './commands/register-customer';
import { RepublishCustomer } from './commands/republish-customer';
import { RevokeCredit } from './commands/revoke-credit';
import { SpendCredit } from './commands/spend-credit';
import { VerifyNotice } from './commands/verify-notice';
import { ConnectionChanged } from './events/connection-changed';
import { ContactStatusChanged } from './events/contact-status-changed';
import { CreditChanged } from './events/credit-changed';
import { CreditCommandSettled } from './events/credit-command-settled';
import { CreditsExpiring } from './events/credits-expiring';
import { CustomerChanged } from './events/customer-changed';
import { CustomerErased } from './events/customer-erased';
import { ErasureDone } from './events/erasure-done';
import { NoticeVerified } from './events/notice-verified';
import { PinChanged } from './events/pin-changed';
import { ShopChanged } from './events/shop-changed';
import { type Contract, contractOf } from './message';

/** Every message version that exists. A message that is not listed here cannot be published or received. */
export const contracts: readonly Contract[] = [
  CustomerChanged,
  CreditChanged,
  PinChanged,
  CreditsExpiring,
  CustomerErased,
  ShopChanged,
  CreditCommandSettled,
  RegisterCustomer,
  AwardCredit,
  RevokeCredit,
  RecordConsent,
  ChangeCustomerEmail,
  RepublishCustomer,
  ConnectionChanged,
  ContactStatusChanged,
  NoticeVerified,
  ErasureDone,
  VerifyNotice,
  SpendCredit,
  CancelSpending,
  EraseCustomer,
].map(contractOf);

export const exchanges: readonly string[] = [...new Set(contracts.map((contract) => contract.exchange))];

const byType = new Map(contracts.map((contract) => [contract.type, contract]));

/** The contract of a wire type such as `loyalty.CreditChanged.v1`, if this version of the library knows it. */
export function findContract(type: string): Contract | undefined {
  return byType.get(type);
}
