import { CallableBy, CalledBy, type Caller, IfMatch, Precondition, Tagged } from '@ellity/platform';
import { Body, Controller, Get, Header, Param, ParseEnumPipe, Patch, Query } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import { type MailKind, mailKinds } from './mail';
import { MailComposerService } from './mail-composer.service';
import { MailSettingsService } from './mail-settings.service';
import { MailSettingsBody, MailsQuery, PreviewQuery } from './mails.request';
import { MailPreview, MailSettingsView, MailsPage } from './mails.response';
import { MailsService } from './mails.service';

const kindByName = Object.fromEntries(mailKinds.map((kind) => [kind, kind]));

@ApiTags('mails')
@CallableBy('service', 'operator', 'merchant')
@Controller('shops/:shopId')
export class MailsController {
  constructor(
    private readonly settings: MailSettingsService,
    private readonly composer: MailComposerService,
    private readonly mails: MailsService,
  ) {}

  @Get('mail-settings')
  @Tagged()
  @ApiOperation({ summary: 'Who sends which e-mails to customers, and what is wrong with it' })
  @ApiOkResponse({ type: MailSettingsView })
  get(@Param('shopId') shopId: string): Promise<MailSettingsView> {
    return this.settings.view(shopId);
  }

  @Patch('mail-settings')
  @Tagged()
  @ApiOperation({ summary: 'Changes the settings that are given' })
  @ApiOkResponse({ type: MailSettingsView })
  change(
    @Param('shopId') shopId: string,
    @Body() change: MailSettingsBody,
    @CalledBy() caller: Caller,
    @IfMatch() ifMatch: Precondition,
  ): Promise<MailSettingsView> {
    return this.settings.change(shopId, change, { caller, ifMatch });
  }

  @Get('mails')
  @ApiOperation({ summary: 'E-mails and what became of them, newest first, in pages' })
  @ApiOkResponse({ type: MailsPage })
  list(@Param('shopId') shopId: string, @Query() asked: MailsQuery): Promise<MailsPage> {
    return this.mails.list(shopId, asked);
  }

  @Get('customers/:customerId/mail-previews/:kind')
  @ApiParam({ name: 'kind', enum: mailKinds })
  @ApiOperation({ summary: 'An e-mail as this customer would get it now; a PIN is not shown' })
  @ApiOkResponse({ type: MailPreview })
  @ApiConflictResponse({ description: 'nothing-to-show' })
  preview(
    @Param('shopId') shopId: string,
    @Param('customerId') customerId: string,
    @Param('kind', new ParseEnumPipe(kindByName)) kind: MailKind,
    @Query() { language }: PreviewQuery,
  ): Promise<MailPreview> {
    return this.composer.preview(shopId, customerId, kind, language);
  }

  @Get('customers/:customerId/mail-previews/:kind/html')
  @Header('content-type', 'text/html; charset=utf-8')
  @ApiParam({ name: 'kind', enum: mailKinds })
  @ApiOperation({ summary: 'The page of that e-mail alone, to be shown in a frame of its own' })
  @ApiProduces('text/html')
  @ApiOkResponse({ schema: { type: 'string' } })
  @ApiConflictResponse({ description: 'nothing-to-show' })
  async previewHtml(
    @Param('shopId') shopId: string,
    @Param('customerId') customerId: string,
    @Param('kind', new ParseEnumPipe(kindByName)) kind: MailKind,
    @Query() { language }: PreviewQuery,
  ): Promise<string> {
    return (await this.composer.preview(shopId, customerId, kind, language)).html;
  }
}
