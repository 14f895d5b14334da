/** What a change of settings changed, one setting at a time. */
export interface SettingChange {
  /** The path of the setting, like `expiryNotice.leadDays`. */
  readonly field: string;
  /** Null: there was none. */
  readonly from: SettingValue;
  readonly to: SettingValue;
}

export type SettingValue = string | number | boolean | null;

/** Settings that differ, in their order. Without `before` there was nothing, and each that has a value is new. */
export function changesBetween(before: object | null, after: object): SettingChange[] {
  const old = new Map(before ? settingsIn(before) : []);
  return settingsIn(after)
    .map(([field, to]) => ({ field, from: old.get(field) ?? null, to }))
    .filter(({ from, to }) => from !== to);
}

function settingsIn(settings: object, path = ''): [string, SettingValue][] {
  return Object.entries(settings).flatMap(([name, value]: [string, unknown]): [string, SettingValue][] =>
    typeof value === 'object' && value !== null
      ? settingsIn(value, `${path}${name}.`)
      : [[`${path}${name}`, (value as SettingValue | undefined) ?? null]],
  );
}
