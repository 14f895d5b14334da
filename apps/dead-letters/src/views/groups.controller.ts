import { CallableBy, type Caller, CalledBy } from '@ellity/platform';
import { Body, Controller, Get, Param, Patch, Query } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { GroupsPage, GroupView, Stats } from './groups.response';
import { GroupsService } from './groups.service';
import { GroupChange, GroupParams, GroupsQuery } from './letters.request';

@ApiTags('groups')
@CallableBy('operator')
@Controller()
export class GroupsController {
  constructor(private readonly groups: GroupsService) {}

  @Get('groups')
  @ApiOperation({ summary: 'Groups of letters that failed alike; those that grew last come first' })
  @ApiOkResponse({ type: GroupsPage })
  list(@Query() query: GroupsQuery): Promise<GroupsPage> {
    return this.groups.page(query);
  }

  @Get('groups/:groupId')
  @ApiOperation({ summary: 'One group; from then on it counts as seen' })
  @ApiOkResponse({ type: GroupView })
  @ApiNotFoundResponse({ description: 'There is no such group' })
  show(@Param() { groupId }: GroupParams): Promise<GroupView> {
    return this.groups.show(groupId);
  }

  @Patch('groups/:groupId')
  @ApiOperation({ summary: 'A note about the group, or its hold: what is on hold is not replayed' })
  @ApiOkResponse({ type: GroupView })
  @ApiNotFoundResponse({ description: 'There is no such group' })
  change(
    @Param() { groupId }: GroupParams,
    @Body() change: GroupChange,
    @CalledBy() caller: Caller,
  ): Promise<GroupView> {
    return this.groups.change(groupId, change, caller);
  }

  @Get('stats')
  @ApiOperation({ summary: 'How many letters there are, by state and queue, and what nobody looked at' })
  @ApiOkResponse({ type: Stats })
  stats(): Promise<Stats> {
    return this.groups.stats();
  }
}
