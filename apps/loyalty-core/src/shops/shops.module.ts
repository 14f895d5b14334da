import { Module } from '@nestjs/common';
import { PersonChangesService } from './person-changes.service';
import { ShopsController } from './shops.controller';
import { ShopsService } from './shops.service';

@Module({
  controllers: [ShopsController],
  providers: [ShopsService, PersonChangesService],
  exports: [ShopsService, PersonChangesService],
})
export class ShopsModule {}
