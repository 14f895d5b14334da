import { Problem, Repeatable } from '@ellity/platform';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { RabbitTransport } from './transport/rabbit-transport';

export class PreviewRequest {
  @ApiProperty({ description: 'The queue whose handler is to be tried.', example: 'loyalty-core.credits' })
  @IsString()
  @MaxLength(200)
  queue!: string;

  @ApiProperty({
    description: 'The message body: a CloudEvent as JSON text.',
    example: '{"specversion":"1.0","type":"loyalty.AwardCredit.v1","shopid":"demo","data":{}}',
  })
  @IsString()
  body!: string;
}

export class Preview {
  @ApiProperty({ enum: ['would-apply', 'no-op', 'error'] })
  outcome!: 'would-apply' | 'no-op' | 'error';

  @ApiProperty({ required: false, description: 'Code of the error or of the reason for changing nothing.' })
  code?: string;

  @ApiProperty({ required: false })
  message?: string;
}

/** Tells what a message would do, without doing it. */
@ApiTags('internal')
@Controller('internal')
export class PreviewController {
  constructor(private readonly transport: RabbitTransport) {}

  @Post('preview')
  @Repeatable('it changes nothing.')
  @HttpCode(200)
  @ApiOperation({ summary: 'What a message would do, without doing it' })
  @ApiOkResponse({ type: Preview })
  @ApiNotFoundResponse({ description: 'No handlers for that queue' })
  async preview(@Body() request: PreviewRequest): Promise<Preview> {
    const outcome = await this.transport.preview(request.queue, Buffer.from(request.body));
    if (!outcome) throw new Problem(404, 'queue-unknown', 'This service has no handlers for that queue.');
    if (outcome.kind === 'done') return { outcome: 'would-apply' };
    if (outcome.kind === 'no-op') return { outcome: 'no-op', code: outcome.reason };
    return { outcome: 'error', code: outcome.failure.code, message: outcome.failure.message };
  }
}
