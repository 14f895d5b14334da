import { Module } from '@nestjs/common';
import { BooksService } from './books.service';
import { JournalController } from './journal.controller';
import { JournalService } from './journal.service';
import { StoriesService } from './stories.service';

@Module({
  controllers: [JournalController],
  providers: [BooksService, JournalService, StoriesService],
  exports: [JournalService],
})
export class JournalModule {}
