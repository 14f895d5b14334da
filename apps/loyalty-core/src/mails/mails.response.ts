import { ApiProperty } from '@nestjs/swagger';
import { type MailKind, mailKinds, type MailTarget, mailTargets } from './mail';
import type { MailWarning } from './mail-settings';

class WarningText {
  @ApiProperty({ example: 'Zákazníci dostanou tyto e-maily dvakrát.' }) readonly cs!: string;
  @ApiProperty({ example: 'Customers get these e-mails twice.' }) readonly en!: string;
}

class MailWarningView implements MailWarning {
  @ApiProperty({ enum: ['sent-twice', 'switched-off', 'no-mail-server'] })
  readonly code!: MailWarning['code'];
  @ApiProperty({ enum: mailKinds, isArray: true }) readonly kinds!: readonly MailKind[];
  @ApiProperty({ type: WarningText }) readonly text!: WarningText;
}

export class MailSettingsView {
  @ApiProperty({ enum: mailTargets }) readonly credit!: MailTarget;
  @ApiProperty({ enum: mailTargets }) readonly pin!: MailTarget;
  @ApiProperty({ enum: mailTargets, description: "By the shop's `expiryNotice.target`" })
  readonly expiry!: MailTarget;
  @ApiProperty({ description: "The shop's switch over all of them" }) readonly systemMails!: boolean;
  @ApiProperty({ type: String, nullable: true }) readonly senderName!: string | null;
  @ApiProperty({ type: String, nullable: true }) readonly replyTo!: string | null;
  @ApiProperty({ type: String, nullable: true }) readonly contactEmail!: string | null;
  @ApiProperty({ example: 300 }) readonly quietSeconds!: number;
  @ApiProperty({ type: [MailWarningView] }) readonly warnings!: readonly MailWarning[];
}

/** An e-mail in full, as the customer would read it, but for the PIN. */
export class MailPreview {
  @ApiProperty({ example: 'Pekárna' }) readonly senderName!: string;
  @ApiProperty({ type: String, nullable: true }) readonly replyTo!: string | null;
  @ApiProperty({ example: 'Na konto vám přibylo 150 kreditů' }) readonly subject!: string;
  @ApiProperty({ example: '<p>Na konto vám přibylo 150 kreditů.</p>' }) readonly html!: string;
  @ApiProperty({ example: 'Na konto vám přibylo 150 kreditů.' }) readonly text!: string;
}

export class MailView {
  @ApiProperty({ format: 'uuid' }) readonly id!: string;
  @ApiProperty({ format: 'uuid' }) readonly customerId!: string;
  @ApiProperty({ enum: mailKinds }) readonly kind!: MailKind;
  @ApiProperty({ enum: ['waiting', 'sending', 'sent', 'refused', 'dropped'] }) readonly state!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    example: 'smtp-550',
    description:
      'Why it was refused by the mail server or dropped (net-zero, pin-gone, merged, too-old), or what the last attempt met',
  })
  readonly reason!: string | null;
  @ApiProperty() readonly attempts!: number;
  @ApiProperty({ format: 'date-time' }) readonly createdAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly settledAt!: Date | null;
}

export class MailsPage {
  @ApiProperty({ type: [MailView] }) readonly items!: readonly MailView[];
  @ApiProperty({
    type: String,
    nullable: true,
    description: '`before` of the next page; null on the last one',
  })
  readonly next!: string | null;
}
