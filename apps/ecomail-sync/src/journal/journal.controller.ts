import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { shopIdOf } from '../connection/shop-params';
import { type Books, BooksService } from './books.service';
import { StoriesService } from './stories.service';
import type { Story } from './story';

@ApiTags('journal')
@Controller()
export class JournalController {
  constructor(
    private readonly books: BooksService,
    private readonly stories: StoriesService,
  ) {}

  @Get('books/:shopId')
  @ApiOperation({
    summary: 'Proves that nothing was lost: in = delivered + merged + suppressed + parked + waiting',
  })
  booksOf(@Param('shopId') shopId: string): Promise<Books> {
    return this.books.of(shopIdOf(shopId));
  }

  @Get('story/:id')
  @ApiOperation({
    summary: "A customer's way from ledger entry to Ecomail's answer, by customer, entry, event or order id",
  })
  @ApiQuery({ name: 'shop', required: false })
  storyOf(@Param('id') id: string, @Query('shop') shop?: string): Promise<Story> {
    return this.stories.find(id, typeof shop === 'string' && shop !== '' ? shopIdOf(shop) : undefined);
  }
}
