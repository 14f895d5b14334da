import { type SmtpConfig, SmtpService } from '@ellity/mail';
import { Ticks } from '@ellity/runs';
import { type DynamicModule, Module } from '@nestjs/common';
import { ShopsModule } from '../shops/shops.module';
import { MailComposerService } from './mail-composer.service';
import { MailRecorderService } from './mail-recorder.service';
import { MailSenderService } from './mail-sender.service';
import { MailSettingsService } from './mail-settings.service';
import { MailsController } from './mails.controller';
import { MailsHandlers } from './mails.handlers';
import { MerchantMailsService } from './merchant-mails.service';
import { MailsService } from './mails.service';

@Module({})
export class MailsModule {
  constructor(ticks: Ticks, sender: MailSenderService, merchantMails: MerchantMailsService) {
    ticks.every('mails', 2_000, () => sender.round());
    ticks.every('merchant-mails', 5_000, () => merchantMails.round());
  }

  /** `rooms`: runs, pins, customers and credits. */
  static with(config: SmtpConfig, ...rooms: readonly DynamicModule[]): DynamicModule {
    return {
      module: MailsModule,
      imports: [ShopsModule, ...rooms],
      controllers: [MailsController, MailsHandlers],
      providers: [
        { provide: SmtpService, useFactory: () => new SmtpService(config) },
        MailSettingsService,
        MailComposerService,
        MailSenderService,
        MailRecorderService,
        MerchantMailsService,
        MailsService,
      ],
    };
  }
}
