import { Clock, Keyset, type Page, Problem } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { PersonView } from './people.response';
import { demandShopsOfRole, type Person } from './person';
import { TransactionsService } from './transactions.service';

/** A person with what only signing in needs. */
export interface KnownPerson extends Person {
  readonly passwordHash: string | null;
  readonly disabledAt: Date | null;
  readonly createdAt: Date;
  readonly lastSignedInAt: Date | null;
  /** Changes whenever all sessions end: one that began under another value is over. */
  readonly sessionsValidFrom: Date;
}

export type NewPerson = Omit<Person, 'id'>;
/** What is undefined stays as it is. */
export type PersonChange = {
  readonly [Field in 'name' | 'role' | 'shops' | 'language']?: Person[Field] | undefined;
} & { readonly disabled?: boolean | undefined };

const columns = `id, email, name, role, language, shops, password_hash as "passwordHash", disabled_at as "disabledAt",
  created_at as "createdAt", last_signed_in_at as "lastSignedInAt", sessions_valid_from as "sessionsValidFrom"`;
const order = new Keyset('people', ['text', 'uuid']);
const uniqueViolation = '23505';

/** Who may sign in, and with what. Whoever changes that ends the person's sessions. */
@Injectable()
export class PeopleService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly transactions: TransactionsService,
    private readonly clock: Clock,
  ) {}

  async find(id: string): Promise<KnownPerson | undefined> {
    const [row]: KnownPerson[] = await this.dataSource.query(`select ${columns} from people where id = $1`, [
      id,
    ]);
    return row;
  }

  /** Those of them who are there, by id. */
  async findEach(ids: readonly string[]): Promise<ReadonlyMap<string, KnownPerson>> {
    const rows: KnownPerson[] = await this.dataSource.query(
      `select ${columns} from people where id = any($1)`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Whatever the case of its letters. */
  async findByEmail(email: string): Promise<KnownPerson | undefined> {
    const [row]: KnownPerson[] = await this.dataSource.query(
      `select ${columns} from people where lower(email) = lower($1)`,
      [email],
    );
    return row;
  }

  /** Throws Problem 404. */
  async get(id: string): Promise<KnownPerson> {
    const person = await this.find(id);
    if (!person) throw notFound();
    return person;
  }

  /** Throws Problem 409 where the address is somebody's already. */
  async create(person: NewPerson): Promise<KnownPerson> {
    demandShopsOfRole(person);
    const { email, name, role, language, shops } = person;
    try {
      return await this.transactions.run(async (manager) => {
        const [row]: KnownPerson[] = await manager.query(
          `insert into people (id, email, name, role, language, shops) values ($1, $2, $3, $4, $5, $6)
           returning ${columns}`,
          [uuidv7(), email, name, role, language, shops],
        );
        if (!row) throw new TypeError('a row that was inserted is answered');
        return row;
      });
    } catch (error) {
      if ((error as { code?: unknown }).code === uniqueViolation) throw taken();
      throw error;
    }
  }

  /** Whoever is disabled has no password any more, and no session. Throws Problem 404, and 409 for the last operator. */
  async change(id: string, { disabled, ...change }: PersonChange): Promise<KnownPerson> {
    return this.transactions.run(async (manager) => {
      await manager.query(`select pg_advisory_xact_lock(hashtext('people'))`);
      const before = await this.locked(manager, id);
      const {
        name = before.name,
        role = before.role,
        shops = before.shops,
        language = before.language,
      } = change;
      demandShopsOfRole({ role, shops });
      const isDisabled = disabled ?? before.disabledAt !== null;
      if (role !== 'operator' || isDisabled) await this.demandAnotherOperator(manager, before);
      const [rows] = await manager.query<[KnownPerson[], number]>(
        `update people set name = $2, role = $3, shops = $4, language = $5,
           disabled_at = case when $6::boolean then coalesce(disabled_at, $7) end,
           password_hash = case when $6::boolean then null else password_hash end,
           sessions_valid_from = case when $6::boolean then ${endsSessions('$7')} else sessions_valid_from end
         where id = $1 returning ${columns}`,
        [id, name, role, shops, language, isDisabled, this.clock.now()],
      );
      if (isDisabled) await endLinks(manager, id);
      return rows[0] ?? before;
    });
  }

  /** Ends all sessions of the person, and the links with which another password could be set. */
  async setPassword(id: string, passwordHash: string, name?: string): Promise<void> {
    await this.transactions.run((manager) => this.setPasswordWithin(manager, id, passwordHash, name));
  }

  /** False for whoever has no access any more: they get no password. */
  async setPasswordWithin(
    manager: EntityManager,
    id: string,
    passwordHash: string,
    name?: string,
  ): Promise<boolean> {
    const [, changed] = await manager.query<[unknown, number]>(
      `update people set password_hash = $2, name = coalesce($3, name), sessions_valid_from = ${endsSessions('$4')}
        where id = $1 and disabled_at is null`,
      [id, passwordHash, name ?? null, this.clock.now()],
    );
    if (changed === 1) await endLinks(manager, id);
    return changed === 1;
  }

  async noteSignIn(id: string): Promise<void> {
    await this.dataSource.query('update people set last_signed_in_at = $2 where id = $1', [
      id,
      this.clock.now(),
    ]);
  }

  /** By name. */
  async page(limit: number, before: string | undefined): Promise<Page<PersonView>> {
    const [name, id] = order.keysOf(before) ?? [];
    const rows: KnownPerson[] = await this.dataSource.query(
      `select ${columns} from people where $2::text is null or (lower(name), id) > ($2, $3::uuid)
        order by lower(name), id limit $1`,
      [limit + 1, name ?? null, id ?? null],
    );
    return order.pageOf(rows.map(viewOf), limit, (row) => [row.name.toLowerCase(), row.id]);
  }

  private async locked(manager: EntityManager, id: string): Promise<KnownPerson> {
    const [row]: KnownPerson[] = await manager.query(
      `select ${columns} from people where id = $1 for update`,
      [id],
    );
    if (!row) throw notFound();
    return row;
  }

  /** Without an operator who can sign in nobody could let anybody in. */
  private async demandAnotherOperator(manager: EntityManager, { id, role }: KnownPerson): Promise<void> {
    if (role !== 'operator') return;
    const others: unknown[] = await manager.query(
      `select from people where role = 'operator' and disabled_at is null and password_hash is not null and id <> $1`,
      [id],
    );
    if (others.length === 0) throw lastOperator();
  }
}

/** Always another moment than before, whatever the clocks of several processes say. */
const endsSessions = (now: string): string =>
  `greatest(${now}::timestamptz, sessions_valid_from + interval '1 millisecond')`;

const endLinks = (manager: EntityManager, personId: string): Promise<unknown> =>
  manager.query('delete from links where person_id = $1 and used_at is null', [personId]);

/** As operators see a person. */
export function viewOf(person: KnownPerson): PersonView {
  const { id, email, name, role, language, shops, passwordHash, disabledAt } = person;
  return {
    id,
    email,
    name,
    role,
    language,
    shops,
    state: disabledAt ? 'disabled' : passwordHash === null ? 'invited' : 'active',
    lastSignedInAt: person.lastSignedInAt?.toISOString() ?? null,
    createdAt: person.createdAt.toISOString(),
  };
}

const notFound = (): Problem => new Problem(404, 'person-unknown', 'There is nobody with this id.');
const taken = (): Problem =>
  new Problem(
    409,
    'person-exists',
    'Somebody with this e-mail address is there already: change that one.',
    [],
    {
      cs: 'Člověk s touto e-mailovou adresou už přístup má: upravte ten.',
      en: 'Somebody with this e-mail address has access already: change that one.',
    },
  );
const lastOperator = (): Problem =>
  new Problem(
    409,
    'last-operator',
    'This is the last operator who can sign in: let another one in first.',
    [],
    {
      cs: 'Je to poslední správce, který se může přihlásit. Nejdřív dejte přístup dalšímu.',
      en: 'This is the last operator who can sign in. Let another one in first.',
    },
  );
