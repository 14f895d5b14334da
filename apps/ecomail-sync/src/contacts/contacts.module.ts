import { Module } from '@nestjs/common';
import { ContactsController } from './contacts.controller';
import { ContactsHandlers } from './contacts.handlers';
import { ContactsService } from './contacts.service';
import { PinsService } from './pins.service';

@Module({
  controllers: [ContactsController, ContactsHandlers],
  providers: [ContactsService, PinsService],
  exports: [PinsService],
})
export class ContactsModule {}
