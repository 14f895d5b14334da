import { Clock, keyedHash, Problem } from '@ellity/platform';
import { Inject, Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { type Config, configToken } from '../config';
import { type LinkKind, linkLifeMs, linkUrl, mailPatienceMs } from './link';
import { type KnownPerson, PeopleService } from './people.service';
import { TransactionsService } from './transactions.service';

const tokenBytes = 32;

export interface OpenLink {
  readonly id: string;
  readonly kind: LinkKind;
  readonly personId: string;
}

/**
 * Links with which a person sets a password, each once. Only a keyed hash of the token is kept; a person has one open
 * link at most, so that whoever asks again makes the one before worthless.
 */
@Injectable()
export class LinksService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly transactions: TransactionsService,
    private readonly people: PeopleService,
    private readonly clock: Clock,
    @Inject(configToken) private readonly config: Pick<Config, 'hashKey' | 'publicUrl'>,
  ) {}

  /** Has a link sent by e-mail, with the change that is under way if there is one. */
  async mail(personId: string, kind: LinkKind): Promise<void> {
    await this.replace(personId, kind, null, linkLifeMs[kind] + mailPatienceMs[kind]);
  }

  /** A link for whoever asks on this machine, instead of by e-mail. */
  async make(personId: string, kind: LinkKind): Promise<string> {
    const token = randomBytes(tokenBytes).toString('base64url');
    await this.replace(personId, kind, this.hashOf(token), linkLifeMs[kind]);
    return linkUrl(this.config.publicUrl, kind, token);
  }

  /** Gives a link that is about to be mailed its token, and its time; the one of an earlier attempt no longer counts. */
  async renew(id: string, kind: LinkKind): Promise<string> {
    const token = randomBytes(tokenBytes).toString('base64url');
    await this.dataSource.query('update links set token_hash = $2, expires_at = $3 where id = $1', [
      id,
      this.hashOf(token),
      this.after(linkLifeMs[kind]),
    ]);
    return linkUrl(this.config.publicUrl, kind, token);
  }

  /** Throws Problem 404 where the link is unknown, used or too old. */
  async find(token: string): Promise<OpenLink> {
    const [row]: OpenLink[] = await this.dataSource.query(
      `select id, kind, person_id as "personId" from links
        where token_hash = $1 and used_at is null and expires_at > $2`,
      [this.hashOf(token), this.clock.now()],
    );
    if (!row) throw linkInvalid();
    return row;
  }

  /**
   * The link is used and the password set, both or neither. Throws Problem 404 for all but one of those who use a link
   * at once, and where access ended meanwhile.
   */
  async use({ id, personId }: OpenLink, passwordHash: string, name?: string): Promise<void> {
    await this.transactions.run(async (manager) => {
      await lockPerson(manager, personId);
      const [, used] = await manager.query<[unknown, number]>(
        'update links set used_at = $2, mail_due_at = null where id = $1 and used_at is null',
        [id, this.clock.now()],
      );
      const isSet =
        used === 1 && (await this.people.setPasswordWithin(manager, personId, passwordHash, name));
      if (!isSet) throw linkInvalid();
    });
  }

  /** A link is for whoever may sign in with it. */
  async usable(token: string): Promise<[OpenLink, KnownPerson]> {
    const link = await this.find(token);
    const person = await this.people.get(link.personId);
    if (person.disabledAt) throw linkInvalid();
    return [link, person];
  }

  private async replace(
    personId: string,
    kind: LinkKind,
    tokenHash: string | null,
    lifeMs: number,
  ): Promise<void> {
    await this.transactions.run(async (manager) => {
      await lockPerson(manager, personId);
      await manager.query('delete from links where person_id = $1 and used_at is null', [personId]);
      await manager.query(
        `insert into links (id, person_id, kind, token_hash, created_at, expires_at, mail_due_at)
         values ($1, $2, $3, $4, $5, $6, case when $4::text is null then $5::timestamptz end)`,
        [uuidv7(), personId, kind, tokenHash, this.clock.now(), this.after(lifeMs)],
      );
    });
  }

  private readonly after = (ms: number): Date => new Date(this.clock.now().getTime() + ms);

  private readonly hashOf = (token: string): string => keyedHash(this.config.hashKey, 'console-link', token);
}

/** Whoever changes the links of a person waits for whoever does so already. */
const lockPerson = (manager: EntityManager, personId: string): Promise<unknown> =>
  manager.query('select from people where id = $1 for update', [personId]);

const linkInvalid = (): Problem =>
  new Problem(404, 'link-invalid', 'This link is unknown, was used, or is too old: ask for a new one.', [], {
    cs: 'Odkaz neplatí: buď už byl použitý, nebo vypršel. Nechte si poslat nový.',
    en: 'This link no longer counts: it was used already, or is too old. Have a new one sent to you.',
  });
