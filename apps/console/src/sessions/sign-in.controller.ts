import { Public } from '@ellity/platform';
import { Body, Controller, Get, HttpCode, Ip, Param, Post, Req, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiTooManyRequestsResponse,
  ApiUnauthorizedResponse,
} from '@nestjs/swagger';
import type { Response } from 'express';
import type { KnownPerson } from '../people/people.service';
import { AcceptBody, ForgottenBody, InvitationParams, LoginBody, ResetBody } from './session.request';
import { LinkView, SessionView } from './session.response';
import { SessionViewService } from './session-view.service';
import { type ConsoleRequest, SessionsService } from './sessions.service';
import { SignInService } from './sign-in.service';

/** For anybody: people prove here who they are, by a password or by a link that was sent to them. */
@ApiTags('session')
@Public()
@Controller('api')
export class SignInController {
  constructor(
    private readonly signIn: SignInService,
    private readonly sessions: SessionsService,
    private readonly view: SessionViewService,
  ) {}

  @Post('login')
  @HttpCode(200)
  @ApiOperation({ summary: 'Begins a session' })
  @ApiOkResponse({ type: SessionView })
  @ApiUnauthorizedResponse({ description: 'wrong-credentials' })
  @ApiTooManyRequestsResponse({ description: 'too-many-attempts, with Retry-After' })
  async login(
    @Body() { email, password }: LoginBody,
    @Ip() address: string,
    @Req() request: ConsoleRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionView> {
    return this.begun(request, await this.signIn.byPassword(email, password, { address, response }));
  }

  @Post('password/forgot')
  @HttpCode(202)
  @ApiOperation({ summary: 'Sends a link for a new password, if there is somebody with this address' })
  @ApiAcceptedResponse()
  @ApiTooManyRequestsResponse({ description: 'too-many-attempts, with Retry-After' })
  async forgot(
    @Body() { email }: ForgottenBody,
    @Ip() address: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    await this.signIn.forgotten(email, { address, response });
  }

  @Post('password/reset')
  @HttpCode(200)
  @ApiOperation({ summary: 'Sets a password by a link, and begins a session' })
  @ApiOkResponse({ type: SessionView })
  @ApiNotFoundResponse({ description: 'link-invalid' })
  async reset(@Body() { token, password }: ResetBody, @Req() request: ConsoleRequest): Promise<SessionView> {
    return this.begun(request, await this.signIn.byLink(token, password));
  }

  @Get('invitations/:token')
  @ApiOperation({ summary: 'Whom a link is for' })
  @ApiOkResponse({ type: LinkView })
  @ApiNotFoundResponse({ description: 'link-invalid' })
  invitation(@Param() { token }: InvitationParams): Promise<LinkView> {
    return this.signIn.linkView(token);
  }

  @Post('invitations/:token/accept')
  @HttpCode(200)
  @ApiOperation({ summary: 'Sets name and password of somebody who was let in, and begins a session' })
  @ApiOkResponse({ type: SessionView })
  @ApiNotFoundResponse({ description: 'link-invalid' })
  async accept(
    @Param() { token }: InvitationParams,
    @Body() { name, password }: AcceptBody,
    @Req() request: ConsoleRequest,
  ): Promise<SessionView> {
    return this.begun(request, await this.signIn.byLink(token, password, name.trim()));
  }

  private async begun(request: ConsoleRequest, person: KnownPerson): Promise<SessionView> {
    await this.sessions.begin(request, person);
    return this.view.of(request);
  }
}
