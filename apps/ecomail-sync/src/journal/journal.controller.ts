import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { shopIdOf } from '../connection/shop-params';
import { StoryRequest } from './story.request';
import { StoriesService } from './stories.service';
import type { Story } from './story';

@ApiTags('journal')
@Controller()
export class JournalController {
  constructor(private readonly stories: StoriesService) {}

  @Post('story')
  @HttpCode(200)
  @ApiOperation({ summary: "A customer's way by e-mail address; the address is logged nowhere" })
  storyOfAddress(@Body() { shop, email }: StoryRequest): Promise<Story> {
    return this.stories.findByAddress(email, shopIdOf(shop));
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
