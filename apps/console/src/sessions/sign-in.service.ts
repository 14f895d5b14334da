import { Problem } from '@ellity/platform';
import { Injectable, Logger } from '@nestjs/common';
import type { Response } from 'express';
import { LinkMailsService } from '../people/link-mails.service';
import { LinksService } from '../people/links.service';
import { PasswordsService } from '../people/passwords.service';
import { type KnownPerson, PeopleService } from '../people/people.service';
import { demandGoodPassword } from '../people/person';
import type { MeBody } from './session.request';
import type { LinkView } from './session.response';
import { accountOf } from './attempt-keys';
import { ThrottleService } from './throttle.service';

/** From where and to whom an attempt is answered. */
interface Attempt {
  readonly address: string;
  readonly response: Response;
}

/** Who somebody is, by password or by a link. Whether an address is known shows in no answer. */
@Injectable()
export class SignInService {
  private readonly logger = new Logger('sign-in');

  constructor(
    private readonly people: PeopleService,
    private readonly passwords: PasswordsService,
    private readonly links: LinksService,
    private readonly mails: LinkMailsService,
    private readonly throttle: ThrottleService,
  ) {}

  /** Throws Problem 401, and 429 after too many attempts. */
  async byPassword(email: string, password: string, { address, response }: Attempt): Promise<KnownPerson> {
    await this.throttle.attempt(email, address, response);
    const person = await this.people.findByEmail(accountOf(email));
    const isMatch = await this.passwords.matches(password, person?.passwordHash ?? null);
    if (!person || !isMatch || person.disabledAt) {
      this.logger.warn({ personId: person?.id, address }, 'a login failed');
      throw wrongCredentials();
    }
    await this.throttle.succeeded(email, address);
    await this.people.noteSignIn(person.id);
    return person;
  }

  /** What comes of it is seen in the mailbox alone, and takes the same time for everybody. */
  async forgotten(email: string, { address, response }: Attempt): Promise<void> {
    if (!(await this.throttle.mayMail(email, address, response))) return;
    void this.mailReset(accountOf(email)).catch((err: unknown) =>
      this.logger.error({ err }, 'no link was made'),
    );
  }

  async linkView(token: string): Promise<LinkView> {
    const [{ kind }, { email, name, language }] = await this.links.usable(token);
    return { kind, email, name, language };
  }

  /** Sets a password, once. Throws Problem 400 for one that is too weak, 404 for a link that does not count. */
  async byLink(token: string, password: string, name?: string): Promise<KnownPerson> {
    const [link, person] = await this.links.usable(token);
    demandGoodPassword(password, { email: person.email, name: name ?? person.name });
    const hash = await this.passwords.hash(password);
    await this.links.use(link, hash, name);
    await this.people.noteSignIn(person.id);
    return this.people.get(person.id);
  }

  /** What people change about themselves; a new password needs the present one. */
  async changeOwn(
    id: string,
    { language, name, password, currentPassword = '' }: MeBody,
    { address, response }: Attempt,
  ): Promise<KnownPerson> {
    if (password !== undefined) {
      const person = await this.people.get(id);
      await this.throttle.attempt(person.email, address, response);
      if (!(await this.passwords.matches(currentPassword, person.passwordHash))) throw wrongPassword();
      demandGoodPassword(password, { email: person.email, name: name ?? person.name });
      await this.throttle.succeeded(person.email, address);
      await this.people.setPassword(id, await this.passwords.hash(password));
    }
    return this.people.change(id, { language, name });
  }

  private async mailReset(email: string): Promise<void> {
    const person = await this.people.findByEmail(email);
    if (!person || person.disabledAt) return;
    await this.links.mail(person.id, person.passwordHash === null ? 'invitation' : 'password-reset');
    await this.mails.now();
  }
}

const wrongCredentials = (): Problem =>
  new Problem(401, 'wrong-credentials', 'The address or the password is wrong.', [], {
    cs: 'E-mail nebo heslo nesouhlasí.',
    en: 'The e-mail address or the password is wrong.',
  });
const wrongPassword = (): Problem =>
  new Problem(
    400,
    'wrong-password',
    'The current password is wrong.',
    [{ field: 'currentPassword', problem: 'is not the current password' }],
    { cs: 'Současné heslo nesouhlasí.', en: 'The current password is wrong.' },
  );
