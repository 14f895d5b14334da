import { CallableBy, PageQuery, Repeatable } from '@ellity/platform';
import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { LinksService } from './links.service';
import { PersonBody, PersonChangeBody, PersonIdParams } from './people.request';
import { PeoplePage, PersonView } from './people.response';
import { PeopleService, viewOf } from './people.service';

@ApiTags('people')
@CallableBy('operator')
@Controller('api/people')
export class PeopleController {
  constructor(
    private readonly people: PeopleService,
    private readonly links: LinksService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Who may sign in, by name, in pages' })
  @ApiOkResponse({ type: PeoplePage })
  list(@Query() { limit, before }: PageQuery): Promise<PeoplePage> {
    return this.people.page(limit, before);
  }

  @Post()
  @ApiOperation({ summary: 'Lets somebody in, who is sent an invitation' })
  @ApiCreatedResponse({ type: PersonView })
  @ApiConflictResponse({ description: 'person-exists' })
  async create(@Body() { email, name, role, shops, language }: PersonBody): Promise<PersonView> {
    const person = await this.people.create({ email, name, role, shops, language });
    await this.links.mail(person.id, 'invitation');
    return viewOf(person);
  }

  @Patch(':personId')
  @Repeatable('it sets values')
  @ApiOperation({ summary: 'Changes name, role, shops or language of somebody, or ends their access' })
  @ApiOkResponse({ type: PersonView })
  @ApiConflictResponse({ description: 'last-operator' })
  async change(@Param() { personId }: PersonIdParams, @Body() change: PersonChangeBody): Promise<PersonView> {
    return viewOf(await this.people.change(personId, change));
  }

  @Post(':personId/invitation')
  @HttpCode(204)
  @ApiOperation({ summary: 'Sends a new invitation; the one before no longer counts' })
  @ApiNoContentResponse()
  async invite(@Param() { personId }: PersonIdParams): Promise<void> {
    const { id } = await this.people.get(personId);
    await this.links.mail(id, 'invitation');
  }
}
