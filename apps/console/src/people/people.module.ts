import { SmtpService } from '@ellity/mail';
import { Module } from '@nestjs/common';
import { type Config, configToken } from '../config';
import { LinkMailsService } from './link-mails.service';
import { LinksService } from './links.service';
import { PasswordsService } from './passwords.service';
import { PeopleController } from './people.controller';
import { PeopleService } from './people.service';
import { RetentionService } from './retention.service';
import { TransactionsService } from './transactions.service';

@Module({
  controllers: [PeopleController],
  providers: [
    {
      provide: SmtpService,
      useFactory: ({ mails }: Config) => new SmtpService(mails),
      inject: [configToken],
    },
    TransactionsService,
    PasswordsService,
    PeopleService,
    LinksService,
    LinkMailsService,
    RetentionService,
  ],
  exports: [PasswordsService, PeopleService, LinksService, LinkMailsService],
})
export class PeopleModule {}
