import { Public } from '@ellity/platform';
import { Body, Controller, Get, Header, Headers, HttpCode, Ip, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { IncomingHttpHeaders } from 'node:http';
import type { HookReceiver } from '../../intake/direct-hooks';
import { IntakeService } from '../../intake/intake.service';
import { StoredAnswer } from '../../intake/stored.response';
import { ecomailTranslation } from './translation';

/** The public endpoint for Ecomail's list webhook. Known tokens are never rate-limited: a lost notice may never come again. */
@ApiTags('hooks')
@Public()
@Controller('hooks/ecomail')
export class EcomailHooksController implements HookReceiver {
  constructor(private readonly intake: IntakeService) {}

  @Post(':token')
  @HttpCode(200)
  @ApiOperation({ summary: 'A list notice; answered as soon as it is stored, whatever it holds' })
  @ApiOkResponse({ type: StoredAnswer })
  async receive(
    @Param('token') token: string,
    @Body() body: unknown,
    @Ip() from: string,
    @Headers() headers: IncomingHttpHeaders,
  ): Promise<StoredAnswer> {
    const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
    const { 'content-type': contentType = '' } = headers;
    const owner = await this.intake.demandAddress(token, 'ecomail', from);
    await this.intake.take(owner, { source: 'ecomail', contentType, body: bytes }, ecomailTranslation(bytes));
    return { status: 'stored' };
  }

  /** For people who open the address in a browser to see whether it is right. Nothing is stored. */
  @Get(':token')
  @Header('content-type', 'text/plain; charset=utf-8')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Says in words what the address is for' })
  @ApiProduces('text/plain')
  @ApiOkResponse({ type: String })
  async explain(@Param('token') token: string, @Ip() from: string): Promise<string> {
    await this.intake.demandWorkingAddress(token, 'ecomail', from);
    return (
      'Tato adresa přijímá oznámení z Ecomailu. Vložte ji dole do nastavení seznamu kontaktů jako webhook a nikomu ji nesdělujte.\n' +
      'This address takes notices from Ecomail. Paste it as the webhook at the bottom of the list settings and keep it secret.\n'
    );
  }
}
