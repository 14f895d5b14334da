import { backOffOf, SmtpService } from '@ellity/mail';
import { Clock, Repeated } from '@ellity/platform';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type LinkKind, mailPatienceMs } from './link';
import { linkMail } from './link-mail';
import { LinksService } from './links.service';
import { PeopleService } from './people.service';

const everyMs = 2_000;
/** Longer than an attempt takes; after it an e-mail whose process died is tried again. */
const leaseMs = 120_000;

interface DueLink {
  readonly id: string;
  readonly personId: string;
  readonly kind: LinkKind;
  readonly attempts: number;
  readonly createdAt: Date;
}

/**
 * Sends the links that wait for it. The table is the truth: any process may send, and a mail server that is away is
 * asked again. Each attempt has a token of its own, of which only the hash is kept.
 */
@Injectable()
export class LinkMailsService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('link-mails');
  private readonly rounds = new Repeated(
    everyMs,
    () => this.sendDue(),
    (err) => this.logger.warn({ err }, 'links were not sent; they are tried again'),
  );

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly links: LinksService,
    private readonly people: PeopleService,
    private readonly smtp: SmtpService,
  ) {}

  onApplicationBootstrap(): void {
    if (this.smtp.isSet) this.rounds.later();
    else this.logger.warn('there is no mail server: invitations wait until there is one');
  }

  onModuleDestroy(): Promise<void> {
    return this.rounds.stop();
  }

  /** Resolves when what was due was tried. */
  now(): Promise<void> {
    return this.rounds.now();
  }

  private async sendDue(): Promise<void> {
    for (let link = await this.claim(); link; link = await this.claim()) await this.send(link);
  }

  private async claim(): Promise<DueLink | undefined> {
    const now = this.clock.now();
    const [rows] = await this.dataSource.query<[DueLink[], number]>(
      `update links set mail_due_at = $2, mail_attempts = mail_attempts + 1
        where id = (select id from links where mail_due_at <= $1 and used_at is null
                     order by mail_due_at limit 1 for update skip locked)
        returning id, person_id as "personId", kind, mail_attempts as attempts, created_at as "createdAt"`,
      [now, new Date(now.getTime() + leaseMs)],
    );
    return rows[0];
  }

  private async send({ id, personId, kind, attempts, createdAt }: DueLink): Promise<void> {
    const person = await this.people.get(personId);
    if (person.disabledAt) return this.settle(id, 'person-disabled', null);
    const url = await this.links.renew(id, kind);
    const content = linkMail(kind, url, person);
    const settled = await this.smtp.send({
      id,
      to: person.email,
      senderName: 'Ellity',
      replyTo: null,
      ...content,
    });
    const reason = 'reason' in settled ? settled.reason : 'sent';
    const isOver = this.clock.now().getTime() - createdAt.getTime() > mailPatienceMs[kind];
    const isTriedAgain = settled.outcome === 'failed' && !isOver;
    if (settled.outcome !== 'sent')
      this.logger.warn({ linkId: id, kind, reason, isTriedAgain }, 'a link was not sent');
    const due = new Date(this.clock.now().getTime() + backOffOf(attempts));
    await this.settle(id, reason, isTriedAgain ? due : null);
  }

  private async settle(id: string, outcome: string, due: Date | null): Promise<void> {
    await this.dataSource.query('update links set mail_outcome = $2, mail_due_at = $3 where id = $1', [
      id,
      outcome,
      due,
    ]);
  }
}
