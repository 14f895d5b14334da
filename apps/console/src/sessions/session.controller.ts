import { AcrossShops, CallableBy, Repeatable } from '@ellity/platform';
import { Body, Controller, Get, HttpCode, Ip, Patch, Post, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { MeBody } from './session.request';
import { SessionView } from './session.response';
import { SessionViewService } from './session-view.service';
import { type ConsoleRequest, SessionsService, signedIn } from './sessions.service';
import { SignInService } from './sign-in.service';

/** The session of whoever has signed in. */
@ApiTags('session')
@CallableBy('merchant', 'operator')
@AcrossShops()
@Controller('api')
export class SessionController {
  constructor(
    private readonly signIn: SignInService,
    private readonly sessions: SessionsService,
    private readonly view: SessionViewService,
  ) {}

  @Get('session')
  @ApiOperation({ summary: 'Who has signed in, the shops they reach, and which services answer' })
  @ApiOkResponse({ type: SessionView })
  session(@Req() request: ConsoleRequest): Promise<SessionView> {
    return this.view.of(request);
  }

  @Post('logout')
  @HttpCode(204)
  @Repeatable('a session ends once')
  @ApiOperation({ summary: 'Ends the session' })
  @ApiNoContentResponse()
  async logout(
    @Req() request: ConsoleRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    await this.sessions.end(request, response);
  }

  @Patch('me')
  @Repeatable('it sets values')
  @ApiOperation({ summary: 'Changes one’s own language, name or password; the last ends all other sessions' })
  @ApiOkResponse({ type: SessionView })
  async change(
    @Body() change: MeBody,
    @Ip() address: string,
    @Req() request: ConsoleRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionView> {
    const person = await this.signIn.changeOwn(signedIn(request).id, change, { address, response });
    if (change.password === undefined) request.person = person;
    else await this.sessions.begin(request, person);
    return this.view.of(request);
  }
}
