import { contactSwitches } from './contact-switches';
import { otherSwitches } from './other-switches';

/** Everything that can be switched, in one table. */
export const switches = { ...otherSwitches, ...contactSwitches } as const;

export type SwitchName = keyof typeof switches;
export type SwitchValue<Name extends SwitchName> = (typeof switches)[Name]['values'][number];
export type SwitchValues = { readonly [Name in SwitchName]: SwitchValue<Name> };

export const switchNames = Object.keys(switches) as SwitchName[];

export function isSwitchName(name: string): name is SwitchName {
  return Object.hasOwn(switches, name);
}

export function isSwitchValue(name: SwitchName, value: unknown): value is SwitchValue<SwitchName> {
  return (switches[name].values as readonly unknown[]).includes(value);
}

export const initialSwitches = Object.fromEntries(
  switchNames.map((name) => [name, switches[name].initial]),
) as unknown as SwitchValues;
