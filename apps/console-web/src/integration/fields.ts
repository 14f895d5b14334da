/** The fields that activation makes in a list, in the order in which people need them (docs/fields.md). */
export const fieldNames = [
  'ellity_credit',
  'ellity_credit_num',
  'ellity_pin',
  'ellity_registered',
  'ellity_next_expiration_date',
  'ellity_next_expiration_value',
  'ellity_next_expiration_value_num',
  'ellity_expiring_date',
  'ellity_expiring_value',
  'ellity_last_change_date',
  'ellity_last_change_value',
  'ellity_referral_code',
  'ellity_referral_link',
] as const;
export type FieldName = (typeof fieldNames)[number];
