import { type DynamicModule, Module } from '@nestjs/common';
import { ShopsModule } from '../shops/shops.module';
import { OwnFileService } from './own-file.service';
import { PersonFilesController } from './person-files.controller';
import { type PersonFilesConfig, personFilesConfig, PersonFilesService } from './person-files.service';

/** What a customer may ask to see. */
@Module({})
export class PersonFilesModule {
  /** `rooms`: pins, customers and rewards. */
  static with(config: PersonFilesConfig, ...rooms: readonly DynamicModule[]): DynamicModule {
    return {
      module: PersonFilesModule,
      imports: [ShopsModule, ...rooms],
      controllers: [PersonFilesController],
      providers: [{ provide: personFilesConfig, useValue: config }, OwnFileService, PersonFilesService],
    };
  }
}
