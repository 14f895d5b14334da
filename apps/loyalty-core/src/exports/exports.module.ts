import { Module } from '@nestjs/common';
import { ShopsModule } from '../shops/shops.module';
import { ExportsController } from './exports.controller';
import { ExportsService } from './exports.service';

@Module({ imports: [ShopsModule], controllers: [ExportsController], providers: [ExportsService] })
export class ExportsModule {}
