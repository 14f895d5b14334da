import { Module } from '@nestjs/common';
import { ContactsController } from './contacts.controller';
import { ContactViewsService } from './contact-views.service';
import { PinsService } from './pins.service';

/** Contacts as Ecomail should have them. */
@Module({
  controllers: [ContactsController],
  providers: [ContactViewsService, PinsService],
  exports: [ContactViewsService, PinsService],
})
export class MirrorModule {}
