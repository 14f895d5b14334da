import { pageOf } from '@ellity/platform';
import { ApiProperty } from '@nestjs/swagger';
import type { SettingChange, SettingValue } from './setting-change';

const settingsParts = ['shop', 'mails'] as const;
/** `shop`: the settings of the shop itself; `mails`: those of its system e-mails. */
export type SettingsPart = (typeof settingsParts)[number];

const anyValue = { oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }], nullable: true };

class SettingChangeView implements SettingChange {
  @ApiProperty({ example: 'expiryNotice.leadDays' }) readonly field!: string;
  @ApiProperty({ ...anyValue, example: 14, description: 'Null: there was none' })
  readonly from!: SettingValue;
  @ApiProperty({ ...anyValue, example: 30 }) readonly to!: SettingValue;
}

export class SettingsChangeView {
  @ApiProperty({ enum: settingsParts, description: 'Of the shop itself, or of its system e-mails' })
  readonly part!: SettingsPart;
  @ApiProperty({ example: 'console', description: 'The service that asked' }) readonly service!: string;
  @ApiProperty({ type: String, nullable: true, example: 'person-17', description: 'For whom it asked' })
  readonly actor!: string | null;
  @ApiProperty({ type: Date }) readonly changedAt!: Date;
  @ApiProperty({
    type: [SettingChangeView],
    description: 'Empty for changes of before the history was kept by setting',
  })
  readonly changes!: readonly SettingChange[];
}

export class SettingsHistoryPage extends pageOf(SettingsChangeView) {}
