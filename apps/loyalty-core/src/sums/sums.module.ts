import { Module } from '@nestjs/common';
import { ShopsModule } from '../shops/shops.module';
import { DailySumsService } from './daily-sums.service';
import { SumFoldingService } from './sum-folding.service';
import { SumsController } from './sums.controller';

/** What shops ask about their programme as a whole. */
@Module({
  imports: [ShopsModule],
  controllers: [SumsController],
  providers: [DailySumsService, SumFoldingService],
})
export class SumsModule {}
