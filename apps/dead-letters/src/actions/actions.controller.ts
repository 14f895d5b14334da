import { CallableBy, type Caller, CalledBy, PageQuery, Repeatable } from '@ellity/platform';
import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiConflictResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { LetterParams } from '../views/letters.request';
import { ActionOrderParams, ActionParams, ActionRequest, LetterEdit, PreviewOf } from './actions.request';
import { ActionsPage, ActionView, AuditPage, PreviewAnswer } from './actions.response';
import { ActionsService, filterOf } from './actions.service';
import { EditsService } from './edits.service';
import { PreviewsService } from './previews.service';

@ApiTags('actions')
@CallableBy('operator')
@Controller()
export class ActionsController {
  constructor(
    private readonly actions: ActionsService,
    private readonly previews: PreviewsService,
    private readonly edits: EditsService,
  ) {}

  @Post('preview')
  @HttpCode(200)
  @Repeatable('it changes nothing.')
  @ApiOperation({ summary: 'What an action would mean, and what the services say that its letters would do' })
  @ApiOkResponse({ type: PreviewAnswer })
  preview(@Body() asked: PreviewOf): Promise<PreviewAnswer> {
    return this.previews.of(asked);
  }

  @Post('actions')
  @HttpCode(202)
  @ApiOperation({ summary: 'Begins to replay, discard, restore or edit letters; the filter is frozen now' })
  @ApiAcceptedResponse({ type: ActionView })
  @ApiConflictResponse({ description: 'Nothing fits' })
  @ApiUnprocessableEntityResponse({
    description: 'More than 100 are meant and their number was not said, or another was',
  })
  start(@Body() asked: ActionRequest, @CalledBy() caller: Caller): Promise<ActionView> {
    return this.actions.start({ ...asked, filter: filterOf(asked) }, caller);
  }

  @Get('actions')
  @ApiOperation({ summary: 'What was done with letters, the newest first' })
  @ApiOkResponse({ type: ActionsPage })
  list(@Query() { before, limit }: PageQuery): Promise<ActionsPage> {
    return this.actions.page(before, limit);
  }

  @Get('actions/:actionId')
  @ApiOperation({ summary: 'How far an action came' })
  @ApiOkResponse({ type: ActionView })
  @ApiNotFoundResponse({ description: 'There is no such action' })
  show(@Param() { actionId }: ActionParams): Promise<ActionView> {
    return this.actions.find(actionId);
  }

  @Post('actions/:actionId/:order')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Pauses, resumes or cancels; what was sent is awaited, what was not is open again',
  })
  @ApiOkResponse({ type: ActionView })
  @ApiConflictResponse({ description: 'Its state does not allow it' })
  order(@Param() params: ActionOrderParams, @CalledBy() caller: Caller): Promise<ActionView> {
    return this.actions.order(params, caller);
  }

  @Put('letters/:letterId/edit')
  @HttpCode(204)
  @Repeatable('the letter is the same after it.')
  @ApiOperation({ summary: 'Gives a letter other data, which its replay sends; the original is kept' })
  @ApiNoContentResponse({ description: 'The letter is edited' })
  @ApiNotFoundResponse({ description: 'There is no such letter' })
  @ApiUnprocessableEntityResponse({ description: 'The contract would be broken, or an id changed' })
  edit(
    @Param() { letterId }: LetterParams,
    @Body() edit: LetterEdit,
    @CalledBy() caller: Caller,
  ): Promise<void> {
    return this.edits.edit(letterId, edit, caller);
  }

  @Get('audit')
  @ApiOperation({ summary: 'Who did what, when and why, the newest first' })
  @ApiOkResponse({ type: AuditPage })
  audit(@Query() { before, limit }: PageQuery): Promise<AuditPage> {
    return this.actions.audit(before, limit);
  }
}
