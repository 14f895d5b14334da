import { Module } from '@nestjs/common';
import { ApiGuardService } from './api-guard.service';
import { ForwardService } from './forward.service';

@Module({ providers: [ApiGuardService, ForwardService], exports: [ApiGuardService, ForwardService] })
export class ForwardingModule {}
