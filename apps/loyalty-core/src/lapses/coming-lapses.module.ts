import { Module } from '@nestjs/common';
import { ShopsModule } from '../shops/shops.module';
import { ComingLapsesService } from './coming-lapses.service';
import { LapsesController } from './lapses.controller';

/** What shops ask about credits that end soon; the nights book them. */
@Module({
  imports: [ShopsModule],
  controllers: [LapsesController],
  providers: [ComingLapsesService],
})
export class ComingLapsesModule {}
