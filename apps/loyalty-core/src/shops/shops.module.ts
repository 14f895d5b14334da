import { Module } from '@nestjs/common';
import { BooksController } from './books.controller';
import { ShopsController } from './shops.controller';
import { ShopsService } from './shops.service';

@Module({
  controllers: [ShopsController, BooksController],
  providers: [ShopsService],
  exports: [ShopsService],
})
export class ShopsModule {}
