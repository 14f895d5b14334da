import { CallableBy } from '@ellity/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AuditQuery } from './audit.request';
import { AuditPage } from './audit.response';
import { AuditService } from './audit.service';

@ApiTags('audit')
@CallableBy('operator')
@Controller('api/audit')
export class AuditController {
  constructor(private readonly audit: AuditService) {}

  @Get()
  @ApiOperation({ summary: 'Who changed what through the console, the newest first' })
  @ApiOkResponse({ type: AuditPage })
  list(@Query() { limit, before, shopId, personId }: AuditQuery): Promise<AuditPage> {
    return this.audit.page({ limit, before, shopId, personId });
  }
}
