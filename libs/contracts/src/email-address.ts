import { isEmail } from 'class-validator';
import { domainToASCII } from 'node:url';

/** An address and what makes it the same as another one. */
export interface EmailAddress {
  /** As its owner wrote it, without outer white space, composed (NFC), a domain of other scripts as `xn--`. */
  readonly address: string;
  /** Two texts are one address exactly where these are equal. Never shown, never sent to. */
  readonly identity: string;
}

export type AddressProblem = 'address-invalid' | 'address-invisible' | 'address-too-long';

export interface AddressRefused {
  readonly problem: AddressProblem;
}

/** The longest that mail systems carry. */
export const addressLengthMax = 254;

/** What breaks the rule, for people: `email must …`. */
export const addressRules: Readonly<Record<AddressProblem, string>> = {
  'address-invalid': 'must be an e-mail address',
  'address-invisible': 'must not hold invisible, control or blank characters inside the address',
  'address-too-long': `must have at most ${addressLengthMax} characters`,
};

/**
 * The one rule of what an address is and when two are the same: outer white space does not count, nor does case, nor
 * how a letter is composed, nor how a domain is written. Never throws; the same at every endpoint, in every service.
 */
export function readAddress(given: unknown): EmailAddress | AddressRefused {
  if (typeof given !== 'string') return refused('address-invalid');
  if (given.length > addressLengthMax) return refused('address-too-long');
  const trimmed = given.trim();
  if (plain.test(trimmed)) return plainAddress(trimmed);
  if (invisible.test(trimmed)) return refused('address-invisible');
  const composed = trimmed.normalize('NFC');
  const at = composed.lastIndexOf('@');
  return plainAddress(`${composed.slice(0, at + 1)}${domainOf(composed.slice(at + 1))}`);
}

const domainOf = (domain: string): string => (plain.test(domain) ? domain : domainToASCII(domain));

/** The identity of an address that was read before; of anything else its text in lower case. */
export function identityOf(address: string): string {
  if (plain.test(address)) return address.toLowerCase();
  const read = readAddress(address);
  return 'problem' in read ? lower(address) : read.identity;
}

export const isAddressRefused = (read: EmailAddress | AddressRefused): read is AddressRefused =>
  'problem' in read;

/** Nearly every address: letters of ASCII, and no domain that could be written in another way. */
const plain = /^(?!.*xn--)[\x21-\x7e]+$/i;

/** What nobody sees or types: controls, format characters, blanks, halves of characters, fillers, nothing at all. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Z}\p{Default_Ignorable_Code_Point}]/u;

function plainAddress(address: string): EmailAddress | AddressRefused {
  if (address.length > addressLengthMax) return refused('address-too-long');
  return isEmail(address) ? { address, identity: lower(address) } : refused('address-invalid');
}

/** Some capitals become two characters that compose to one. */
const lower = (text: string): string => text.toLowerCase().normalize('NFC');

const refused = (problem: AddressProblem): AddressRefused => ({ problem });
