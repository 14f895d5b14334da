import { Module } from '@nestjs/common';
import { PersonFileController } from './person-file.controller';
import { PersonFileService } from './person-file.service';

/** What people may ask about themselves, read only. */
@Module({ controllers: [PersonFileController], providers: [PersonFileService] })
export class PeopleModule {}
