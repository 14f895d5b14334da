import type { CustomerChanged } from '@ellity/contracts';
import { textOf } from '../credits/amount';
import { type Customer, sequenceText, snapshotOf } from './customer';

/** A customer as the HTTP API shows one. That there is a PIN can be seen, the PIN itself never. */
export interface CustomerView extends CustomerChanged {
  readonly id: string;
  readonly balance: string;
  readonly hasPin: boolean;
  /** At least as new as every message about the customer up to this number. */
  readonly sequence: string;
}

export function customerViewOf(customer: Customer): CustomerView {
  return {
    id: customer.id,
    ...snapshotOf(customer),
    balance: textOf(customer.balance),
    hasPin: customer.pin !== null,
    sequence: sequenceText(customer.lastSequence),
  };
}

/** Text of some length without control characters and halves of characters, which no column can hold. */
export const textPattern = (max: number): RegExp => new RegExp(`^[^\\p{Cc}\\p{Cs}]{0,${max}}$`, 'u');
