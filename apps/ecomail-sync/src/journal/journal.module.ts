import { Module } from '@nestjs/common';
import { BooksService } from './books.service';
import { JournalController } from './journal.controller';
import { StoriesService } from './stories.service';

/** What happened, read only. */
@Module({
  controllers: [JournalController],
  providers: [BooksService, StoriesService],
})
export class JournalModule {}
