import { identityOf } from '@ellity/contracts';

/** The addresses that test mode lets through, each as it was given, by its identity. */
export type TestAddresses = Readonly<Record<string, string>>;

export const testAddressesOf = (addresses: readonly string[]): TestAddresses =>
  Object.fromEntries(addresses.map((address) => [identityOf(address), address.trim()]));

/** Whether test mode lets an address through; null: it is off, and lets everybody through. */
export const isTestAddress = (addresses: TestAddresses | null, address: string): boolean =>
  addresses === null || Object.hasOwn(addresses, identityOf(address));
