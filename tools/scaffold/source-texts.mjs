/** The files of a new webhook source: small, complete and working, to be changed to what the provider really sends. */
import { camel, pascal } from './scaffold.mjs';

export const noticeText = (name) => `/** What ${name} posts: \`{ id, email, amount }\`. */
import { type AwardCredit, creditAmountPattern, isAddressRefused, isRecord, readAddress } from '@ellity/contracts';

export interface ${pascal(name)}Notice {
  readonly id: string;
  readonly email: string;
  readonly amount: string;
}

/** A notice, or the code of what makes the body unusable. Never throws, whatever the bytes. */
export type ${pascal(name)}NoticeReading = { readonly notice: ${pascal(name)}Notice } | { readonly unusable: string };

export function ${camel(name)}NoticeFrom(body: Uint8Array): ${pascal(name)}NoticeReading {
  if (body.byteLength === 0) return { unusable: 'body-empty' };
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return { unusable: 'body-not-json' };
  }
  const { id, email, amount } = isRecord(value) ? value : ({} as Record<string, unknown>);
  const read = readAddress(email);
  if (typeof id !== 'string' || !/^[\\w-]{1,100}$/.test(id)) return { unusable: 'id-invalid' };
  if (isAddressRefused(read)) return { unusable: 'email-invalid' };
  if (typeof amount !== 'string' || !creditAmountPattern.test(amount)) return { unusable: 'amount-invalid' };
  return { notice: { id, email: read.address, amount } };
}

/** The same notice always makes the same command under the same key, so that it counts once however often it is sent. */
export function awardFrom({ id, email, amount }: ${pascal(name)}Notice): AwardCredit {
  return { email, amount, reason: '${name}', reference: id, idempotencyKey: \`${name}-\${id}\` };
}
`;

export const specText = (name) => `import { AwardCredit, check, compose } from '@ellity/contracts';
import * as fc from 'fast-check';
import { awardFrom, ${camel(name)}NoticeFrom } from './${name}-notice';
import { verify } from './${name}-proof';

const payload = { id: 'n-1', email: 'jana@shop.test', amount: '10.00' };
const bytes = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));

describe('a notice of ${name}', () => {
  it('is read from its body', () => {
    expect(${camel(name)}NoticeFrom(bytes(payload))).toEqual({ notice: payload });
  });

  it.each([
    ['body-empty', ''],
    ['body-not-json', '{"id":'],
    ['id-invalid', '[]'],
    ['id-invalid', 'null'],
    ['id-invalid', { ...payload, id: '' }],
    ['email-invalid', { ...payload, email: 'nobody' }],
    ['amount-invalid', { ...payload, amount: 10 }],
  ])('says %s of an unusable body (%j)', (code, body) => {
    expect(${camel(name)}NoticeFrom(bytes(body))).toEqual({ unusable: code });
  });

  it('makes a command that keeps the rules of its contract', () => {
    const about = { source: 'webhook-gateway', shopId: 'demo' };
    expect(check(compose<AwardCredit>(AwardCredit, awardFrom(payload), about))).toMatchObject({ ok: true });
  });

  it('without proof of its sender is refused', () => {
    expect(verify({}, bytes(payload))).toBe(false);
  });

  it('is never an exception, whatever the bytes or the JSON', () => {
    const bodies = fc.oneof(fc.uint8Array(), fc.json().map(bytes));
    fc.assert(fc.property(bodies, (body) => Object.keys(${camel(name)}NoticeFrom(body)).length === 1));
  });
});
`;

export const proofText = (name) => `import type { IncomingHttpHeaders } from 'node:http';

/**
 * True where the headers prove that ${name} sent exactly these bytes: a signature over the raw body, compared in constant
 * time (\`timingSafeEqual\`), with a secret that only the provider and this service know. Until it is written nothing is
 * proven, and every notice is refused: whoever learns an address could award credit at will.
 */
export function verify(_headers: IncomingHttpHeaders, _rawBody: Buffer): boolean {
  return false;
}
`;

export const translationText = (name) => `import { AwardCredit } from '@ellity/contracts';
import { asking, type Translation } from '../../intake/intake.service';
import { awardFrom, ${camel(name)}NoticeFrom } from './${name}-notice';

/** What a body of ${name} asks for; asked for again, it counts once by its key. */
export function ${camel(name)}Translation(body: Buffer): Translation {
  const reading = ${camel(name)}NoticeFrom(body);
  if ('unusable' in reading) return reading;
  const { notice } = reading;
  return {
    email: notice.email,
    status: 'received',
    ask: () => asking(AwardCredit, awardFrom(notice)),
  };
}
`;

export const controllerText = (name) => `import { Problem, Public } from '@ellity/platform';
import { Body, Controller, Headers, HttpCode, Ip, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { IncomingHttpHeaders } from 'node:http';
import { IntakeService } from '../../intake/intake.service';
import { StoredAnswer } from '../../intake/stored.response';
import { ${camel(name)}Translation } from './${name}-translation';
import { verify } from './${name}-proof';

/** The public endpoint for ${name}: takes what bears the token of a shop for ${name} and the proof of the provider. */
@ApiTags('hooks')
@Public()
@Controller('hooks/${name}')
export class ${pascal(name)}HooksController {
  constructor(private readonly intake: IntakeService) {}

  @Post(':token')
  @HttpCode(200)
  @ApiOperation({ summary: 'A notice of ${name}; answered as soon as it is stored, whatever it holds' })
  @ApiOkResponse({ type: StoredAnswer })
  async receive(
    @Param('token') token: string,
    @Body() body: unknown,
    @Ip() from: string,
    @Headers() headers: IncomingHttpHeaders,
  ): Promise<StoredAnswer> {
    const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
    const owner = await this.intake.demandAddress(token, '${name}', from);
    if (!verify(headers, bytes))
      throw new Problem(401, 'sender-unproven', 'Nothing proves that ${name} sent this.');
    const contentType = headers['content-type'] ?? '';
    await this.intake.take(owner, { source: '${name}', contentType, body: bytes }, ${camel(name)}Translation(bytes));
    return { status: 'stored' };
  }
}
`;
