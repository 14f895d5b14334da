import { PinChanged } from '@ellity/contracts';
import { eventually, type FakeClock } from '@ellity/testing';
import { v7 as uuidv7 } from 'uuid';
import { type Answer, anEmail, type CoreStage } from '../loyalty-core.fixture';
import { NightTicksService } from '../nights/night-ticks.service';
import { type Act, type Example, type Outcome, settingOf, type Step } from './worked-example.fixture';

type Undone = Pick<Outcome, 'refused' | 'shortfall' | 'pin'>;

/** Carries an example out as a shop would, by HTTP; nights come by themselves as time passes. */
export class ExampleStage {
  private readonly email = anEmail();
  private readonly entries = new Map<string, unknown>();
  private shop = '';
  private customer = '';
  private pin = '';
  private warned = 0;

  constructor(
    private readonly core: CoreStage,
    private readonly clock: FakeClock,
  ) {}

  async begin({ settings, customer, steps }: Example): Promise<void> {
    this.clock.set(instantOf(steps[0]?.at ?? ''));
    this.shop = await this.core.aShop(settings);
    if (customer !== 'none') await this.register(customer === 'registered');
  }

  /** What followed, with as much of it as the example names. */
  async take({ at, act, expected }: Step): Promise<Outcome> {
    this.clock.set(instantOf(at));
    await this.core.service.app.get(NightTicksService).tick();
    const followed = await this.act(act);
    const { body } = await this.core.account(this.shop, this.customer);
    const lots = body['lots'] as { remaining: string; expiresOn: string | null }[];
    return {
      balance: String(body['balance']),
      warnings: await this.newWarnings(),
      ...followed,
      ...(expected.spendable !== undefined && { spendable: String(body['spendable']) }),
      ...(expected.lots && {
        lots: lots
          .filter(({ remaining }) => remaining !== '0.00')
          .map(({ remaining, expiresOn }) => `${remaining} ${expiresOn ?? 'for ever'}`)
          .sort(),
      }),
    };
  }

  private async act({ kind, amount, name, setting = '', value = '' }: Act): Promise<Undone> {
    const part = amount === undefined ? {} : { amount };
    switch (kind) {
      case 'award':
        return this.post('awards', { reason: 'order', amount }, name);
      case 'spend':
        return this.post('spends', { reason: 'spend', amount }, name);
      case 'cancel':
        return this.post('cancellations', {
          reason: 'spend-cancelled',
          entryId: this.entryOf(name),
          ...part,
        });
      case 'revoke':
        return this.post('revocations', { reason: 'order-cancelled', entryId: this.entryOf(name), ...part });
      case 'sign-up':
        return this.post('awards', { reason: 'newsletter', reward: 'newsletter' });
      case 'leave':
        return this.post('revocations', { reason: 'newsletter-left', reward: 'newsletter' });
      case 'register':
        return this.register(true);
      case 'right-pin':
        return this.enter(await this.currentPin());
      case 'wrong-pin':
        return this.enter(wrongOf(await this.currentPin()));
      case 'change':
        return outcomeOf(
          await this.core.http('PATCH', `shops/${this.shop}`, { [setting]: settingOf(value) }),
        );
      default:
        return {};
    }
  }

  private async register(registered: boolean): Promise<Undone> {
    const path = `shops/${this.shop}/customers`;
    const answer = await this.core.http('POST', path, { email: this.email, registered });
    this.customer = String(answer.body['id']);
    return outcomeOf(answer);
  }

  private async post(what: string, body: object, name?: string): Promise<Undone> {
    const path = `shops/${this.shop}/customers/${this.customer}/${what}`;
    const answer = await this.core.http('POST', path, body, { 'idempotency-key': uuidv7() });
    if (name !== undefined) this.entries.set(name, answer.body['entryId']);
    return outcomeOf(answer);
  }

  private entryOf(name = ''): unknown {
    if (!this.entries.has(name)) throw new Error(`the example has no "${name}" before this step`);
    return this.entries.get(name);
  }

  private async enter(pin: string): Promise<Undone> {
    const path = `shops/${this.shop}/pin-verifications`;
    const { status, body } = await this.core.http('POST', path, { email: this.email, pin });
    if (status === 429) return { pin: 'locked' };
    return { pin: body['isVerified'] === true ? 'right' : 'wrong' };
  }

  /** The one that the customer was sent; of a registered one, the last that was valid. */
  private async currentPin(): Promise<string> {
    if (this.pin !== '') return this.pin;
    const [told] = await eventually(() => {
      const pins = this.core.toldOf(PinChanged, ({ subject }) => subject === this.customer);
      expect(pins).not.toEqual([]);
      return pins;
    });
    return (this.pin = (await this.core.pinOf(told?.data['pin'])).pin);
  }

  private async newWarnings(): Promise<string[]> {
    const rows = await this.core.rows<{ text: string }>(
      `select amount::text || ' ' || expires_on::text as text from expiry_warnings where customer_id = $1
       order by expires_on`,
      [this.customer],
    );
    const fresh = rows.slice(this.warned).map(({ text }) => text);
    this.warned = rows.length;
    return fresh;
  }
}

function outcomeOf({ status, body }: Answer): Undone {
  if (status >= 400) return { refused: String(body['code']) };
  const { shortfall } = body;
  return typeof shortfall === 'string' ? { shortfall } : {};
}

const wrongOf = (pin: string): string => `${pin.slice(1)}${(Number(pin.at(-1)) + 1) % 10}`;

/** The clocks of Prague, which all examples go by. */
function instantOf(at: string): Date {
  const clocks = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Prague',
    dateStyle: 'short',
    timeStyle: 'short',
  });
  const instants = ['+01:00', '+02:00'].map((offset) => new Date(`${at.replace(' ', 'T')}:00${offset}`));
  const found = instants.find((instant) => clocks.format(instant) === at);
  if (!found) throw new Error(`there is no ${at} in Prague`);
  return found;
}
