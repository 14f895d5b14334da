import { Module } from '@nestjs/common';
import { PersonFileController } from './person-file.controller';
import { PersonFileService } from './person-file.service';

/** This service's part of the file about a person. */
@Module({ controllers: [PersonFileController], providers: [PersonFileService] })
export class PeopleModule {}
