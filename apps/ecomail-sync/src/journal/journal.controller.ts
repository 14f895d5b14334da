import { CallableBy } from '@ellity/platform';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ContactParams } from '../mirror/contacts.request';
import { StoryQuery, StoryRequest } from './story/story.request';
import { StoryView } from './story/story.response';
import { StoriesService } from './story/stories.service';

@ApiTags('journal')
@CallableBy('service', 'operator')
@Controller()
export class JournalController {
  constructor(private readonly stories: StoriesService) {}

  @Post('story')
  @HttpCode(200)
  @ApiOperation({ summary: "A customer's way by e-mail address; the address is logged nowhere" })
  @ApiOkResponse({ type: StoryView })
  @ApiNotFoundResponse({ description: 'Nobody of this shop has the address' })
  storyOfAddress(@Body() { shop, email }: StoryRequest): Promise<StoryView> {
    return this.stories.findByAddress(email, shop);
  }

  @Get('story/:id')
  @ApiOperation({
    summary: "A customer's way from ledger entry to Ecomail's answer, by customer, entry, event or order id",
  })
  @ApiOkResponse({ type: StoryView })
  storyOf(@Param('id') id: string, @Query() { shop }: StoryQuery): Promise<StoryView> {
    return this.stories.find(id, shop);
  }

  @Get('connections/:shopId/customers/:customerId/story')
  @CallableBy('service', 'operator', 'merchant')
  @ApiOperation({
    summary: 'The way of everything about a customer of the shop, from ledger entry to Ecomail',
  })
  @ApiOkResponse({ type: StoryView })
  @ApiNotFoundResponse({ description: 'No event about this customer was received yet' })
  storyOfCustomer(@Param() { shopId, customerId }: ContactParams): Promise<StoryView> {
    return this.stories.find(customerId, shopId);
  }
}
