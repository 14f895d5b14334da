import { Module } from '@nestjs/common';
import { PersonChangesService } from './person-changes.service';
import { SettingsHistoryService } from './settings-history.service';
import { ShopsController } from './shops.controller';
import { ShopsService } from './shops.service';

@Module({
  controllers: [ShopsController],
  providers: [ShopsService, PersonChangesService, SettingsHistoryService],
  exports: [ShopsService, PersonChangesService, SettingsHistoryService],
})
export class ShopsModule {}
