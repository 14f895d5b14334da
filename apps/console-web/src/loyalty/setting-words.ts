const names = [
  'name',
  'timeZone',
  'language',
  'expiryDays',
  'expiryMonths',
  'nightHour',
  'pinLength',
  'lapsedReturns',
  'shortfallRule',
  'newsletterReward',
  'rewardedSignUps',
  'newsletterTakenBack',
  'registrationReward',
  'expiryNotice.target',
  'expiryNotice.leadDays',
  'systemMails',
  'unknownConsent',
  'credit',
  'pin',
  'expiry',
  'senderName',
  'replyTo',
  'contactEmail',
  'quietSeconds',
] as const;
export type SettingName = (typeof names)[number];

/** Values that are words of ours, by the setting that has them. */
const words = {
  language: ['cs', 'en'],
  lapsedReturns: ['lapse', 'renew'],
  shortfallRule: ['stop', 'other-lots', 'owe'],
  rewardedSignUps: ['any', 'list'],
  'expiryNotice.target': ['none', 'system', 'ecomail'],
  unknownConsent: ['granted', 'denied'],
  credit: ['off', 'system', 'ecomail'],
  pin: ['off', 'system', 'ecomail'],
  expiry: ['off', 'system', 'ecomail'],
} as const;
type Words = typeof words;
export type SettingWord = { [Name in keyof Words]: `${Name}.${Words[Name][number]}` }[keyof Words];

/** The first entry of a history: the shop was created, with every setting that it has. A time zone is never missing later. */
export const isCreation = (changes: readonly { readonly field: string; readonly from: unknown }[]): boolean =>
  changes.some(({ field, from }) => field === 'timeZone' && from === null);

/** Undefined: a setting that this page has no words for; its code says it. */
export const settingName = (field: string): SettingName | undefined => names.find((one) => one === field);

/** Undefined: the value is no word of ours, such as a number or a name. */
export function settingWord(field: string, value: unknown): SettingWord | undefined {
  const known = Object.entries(words).find(([name]) => name === field)?.[1] as readonly string[] | undefined;
  return known?.includes(String(value)) ? (`${field}.${String(value)}` as SettingWord) : undefined;
}
