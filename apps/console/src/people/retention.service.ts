import { Clock, Repeated, requestKeyDays } from '@ellity/platform';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import { type Config, configToken } from '../config';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Of links that no longer count, and of people whose access was ended. */
const linkDays = 30;
const disabledDays = 90;

/** Ends what was kept long enough: names and addresses of people without access, links, answers, the audit. */
@Injectable()
export class RetentionService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('retention');
  private readonly rounds = new Repeated(
    hourMs,
    () => this.deleteOld(),
    (err) => this.logger.warn({ err }, 'old rows were not deleted; it is tried again'),
  );

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly audit: AuditService,
    @Inject(configToken) private readonly config: Pick<Config, 'auditDays'>,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.later();
  }

  onModuleDestroy(): Promise<void> {
    return this.rounds.stop();
  }

  async deleteOld(): Promise<void> {
    await this.audit.deleteBefore(this.daysAgo(this.config.auditDays));
    await this.dataSource.query('delete from links where expires_at < $1', [this.daysAgo(linkDays)]);
    await this.dataSource.query('delete from request_keys where claimed_at < $1', [
      this.daysAgo(requestKeyDays),
    ]);
    await this.dataSource.query(
      `update people set email = id || '@gone.invalid', name = ''
        where disabled_at < $1 and email not like '%@gone.invalid'`,
      [this.daysAgo(disabledDays)],
    );
  }

  private readonly daysAgo = (days: number): Date => new Date(this.clock.now().getTime() - days * dayMs);
}
