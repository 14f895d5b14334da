import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { shopIdOf } from '../connection/shop-params';
import { StoriesService } from './stories.service';
import type { Story } from './story';

@ApiTags('journal')
@Controller()
export class JournalController {
  constructor(private readonly stories: StoriesService) {}

  @Get('story/:id')
  @ApiOperation({
    summary: "A customer's way from ledger entry to Ecomail's answer, by customer, entry, event or order id",
  })
  @ApiQuery({ name: 'shop', required: false })
  storyOf(@Param('id') id: string, @Query('shop') shop?: string): Promise<Story> {
    return this.stories.find(id, typeof shop === 'string' && shop !== '' ? shopIdOf(shop) : undefined);
  }
}
