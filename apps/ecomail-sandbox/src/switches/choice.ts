/** What a switch is about, in the order of the page. */
export const areas = [
  'calls',
  'lists',
  'fields',
  'contacts',
  'bulk',
  'reading',
  'leaving',
  'events',
  'automations',
  'webhooks',
] as const;
export type Area = (typeof areas)[number];

/** One thing about Ecomail that its documents leave open, or that a test wants to change. */
export interface SwitchDefinition<Value extends string = string> {
  readonly area: Area;
  readonly values: readonly Value[];
  readonly initial: Value;
  readonly cs: string;
  readonly en: string;
}

/** The first value is the one a new sandbox starts with. */
export function choice<const Value extends string>(
  area: Area,
  values: readonly [Value, ...Value[]],
  cs: string,
  en: string,
): SwitchDefinition<Value> {
  return { area, values, initial: values[0], cs, en };
}
