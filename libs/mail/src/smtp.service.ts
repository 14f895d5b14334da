import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import type { MailContent } from './mail-layout';
import { outcomeOfError, type SendOutcome } from './send-outcome';

/** Where e-mails are handed over, and whom they come from. */
export interface SmtpConfig {
  /** Null: there is no mail server, and nothing is sent. */
  readonly url: string | null;
  /** The address that all e-mails come from; shops differ by name and reply address. */
  readonly from: string;
}

/** One e-mail to one person; `id` makes its Message-ID. */
export interface OutgoingMail extends MailContent {
  readonly id: string;
  readonly to: string;
  readonly senderName: string;
  readonly replyTo: string | null;
}

const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

/** Hands e-mails to the mail server, a few at a time over kept connections. Never throws. */
@Injectable()
export class SmtpService implements OnApplicationShutdown {
  private readonly transport: ReturnType<typeof transportTo> | undefined;

  constructor(private readonly config: SmtpConfig) {
    if (config.url !== null) this.transport = transportTo(config.url);
  }

  get isSet(): boolean {
    return this.transport !== undefined;
  }

  /** The same e-mail has the same Message-ID at every attempt, so that a mailbox can tell that it came twice. */
  async send({ id, to, senderName, replyTo, ...content }: OutgoingMail): Promise<SendOutcome> {
    if (!this.transport) return { outcome: 'failed', reason: 'smtp-not-set' };
    const { from } = this.config;
    try {
      await this.transport.sendMail({
        ...content,
        from: { name: senderName, address: from },
        to: { name: '', address: to },
        ...(replyTo === null ? {} : { replyTo }),
        messageId: `<${id}@${from.slice(from.lastIndexOf('@') + 1)}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      return { outcome: 'sent' };
    } catch (error) {
      return outcomeOfError(typeof error === 'object' && error !== null ? { ...error } : {});
    }
  }

  onApplicationShutdown(): void {
    this.transport?.close();
  }
}

const transportTo = (url: string) => createTransport({ url, pool: true, maxConnections: 4, ...patience });
