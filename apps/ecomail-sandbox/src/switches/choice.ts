/** One thing about Ecomail that its reference leaves open, or that a test wants to change. */
export interface SwitchDefinition<Value extends string = string> {
  /** Section of the API reference. */
  readonly section: string;
  readonly values: readonly Value[];
  readonly initial: Value;
  readonly cs: string;
  readonly en: string;
}

/** The first value is the one a new sandbox starts with. */
export function choice<const Value extends string>(
  section: string,
  values: readonly [Value, ...Value[]],
  cs: string,
  en: string,
): SwitchDefinition<Value> {
  return { section, values, initial: values[0], cs, en };
}
