import { Problem, Public } from '@ellity/platform';
import { Body, Controller, Headers, HttpCode, Ip, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags, ApiUnauthorizedResponse } from '@nestjs/swagger';
import type { IncomingHttpHeaders } from 'node:http';
import { AddressesService } from '../../addresses/addresses.service';
import type { HookReceiver } from '../../intake/direct-hooks';
import { IntakeService } from '../../intake/intake.service';
import { StoredAnswer } from '../../intake/stored.response';
import { isSigned } from './signature';
import { reportTranslation } from './translation';

const source = 'standard-webhooks';
const senderIdMax = 200;

/** The public endpoint for a shop's own system. What is not signed with the shop's secret is nobody's, and is not stored. */
@ApiTags('hooks')
@Public()
@Controller(`hooks/${source}`)
export class StandardWebhooksController implements HookReceiver {
  constructor(
    private readonly addresses: AddressesService,
    private readonly intake: IntakeService,
  ) {}

  @Post(':token')
  @HttpCode(200)
  @ApiOperation({
    summary: 'A sign-up or leaving, signed as Standard Webhooks; the same webhook-id counts once',
  })
  @ApiHeader({ name: 'webhook-id', required: true })
  @ApiHeader({ name: 'webhook-timestamp', required: true })
  @ApiHeader({ name: 'webhook-signature', required: true })
  @ApiOkResponse({ type: StoredAnswer })
  @ApiUnauthorizedResponse({ description: 'signature-invalid' })
  async receive(
    @Param('token') token: string,
    @Body() body: unknown,
    @Ip() from: string,
    @Headers() headers: IncomingHttpHeaders,
  ): Promise<StoredAnswer> {
    const owner = await this.intake.demandAddress(token, source, from);
    const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
    const text = (name: string) => (typeof headers[name] === 'string' ? headers[name] : '');
    const id = text('webhook-id');
    const signed = { id, timestamp: text('webhook-timestamp'), signature: text('webhook-signature') };
    const secrets = await this.addresses.signingSecrets(owner.shopId, source);
    if (id === '' || id.length > senderIdMax || !isSigned(bytes, signed, secrets))
      throw new Problem(
        401,
        'signature-invalid',
        'The signature, id or time in the webhook- headers is missing or wrong; sign with the secret of this address.',
      );
    const received = { source, contentType: text('content-type'), body: bytes } as const;
    await this.intake.take(owner, received, reportTranslation(bytes), id);
    return { status: 'stored' };
  }
}
