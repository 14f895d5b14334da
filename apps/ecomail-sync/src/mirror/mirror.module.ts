import { Module } from '@nestjs/common';
import { ContactsController } from './contacts.controller';
import { PinsService } from './pins.service';

/** Contacts as Ecomail should have them. */
@Module({ controllers: [ContactsController], providers: [PinsService], exports: [PinsService] })
export class MirrorModule {}
