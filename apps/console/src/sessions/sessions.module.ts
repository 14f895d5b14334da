import { Module } from '@nestjs/common';
import { RedisService } from './redis.service';
import { SessionController } from './session.controller';
import { SessionViewService } from './session-view.service';
import { SessionsService } from './sessions.service';
import { SignInController } from './sign-in.controller';
import { SignInService } from './sign-in.service';
import { ThrottleService } from './throttle.service';

@Module({
  controllers: [SignInController, SessionController],
  providers: [RedisService, SessionsService, SessionViewService, SignInService, ThrottleService],
  exports: [SessionsService],
})
export class SessionsModule {}
