import { CallableBy } from '@ellity/platform';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { LetterParams, LettersQuery } from './letters.request';
import { LetterInFull, LettersPage } from './letters.response';
import { LettersService } from './letters.service';

@ApiTags('letters')
@CallableBy('operator')
@Controller('letters')
export class LettersController {
  constructor(private readonly letters: LettersService) {}

  @Get()
  @ApiOperation({ summary: 'Letters that fit the filter, the newest first' })
  @ApiOkResponse({ type: LettersPage })
  list(@Query() query: LettersQuery): Promise<LettersPage> {
    return this.letters.page(query);
  }

  @Get(':letterId')
  @ApiOperation({ summary: 'A letter beside its contract, why it is here, and what is safe to do' })
  @ApiOkResponse({ type: LetterInFull })
  @ApiNotFoundResponse({ description: 'There is no such letter' })
  show(@Param() { letterId }: LetterParams): Promise<LetterInFull> {
    return this.letters.show(letterId);
  }
}
