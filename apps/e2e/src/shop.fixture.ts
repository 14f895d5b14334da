import { eventually } from '@ellity/testing';
import { SandboxAccount, type SeenEvent, type SeenMail, setSwitches } from './sandbox.fixture';
import { type Answer, call, urlOf } from './system.fixture';

export interface ShopOptions {
  readonly newsletterReward?: string;
  readonly quietSeconds?: number;
}

export interface CustomerSeen {
  readonly id: string;
  readonly email: string;
}

export interface Entry {
  readonly id: string;
  readonly amount: string;
  readonly balanceAfter: string;
  readonly reason: string;
}

export interface Settled {
  readonly entryId: string;
  readonly balance: string;
  readonly duplicate: boolean;
}

export interface Reconciliation {
  readonly in: number;
  readonly delivered: number;
  readonly merged: number;
  readonly suppressed: number;
  readonly parked: number;
  readonly waiting: number;
  readonly consistent: boolean;
  readonly reasons: Readonly<Record<string, number>>;
  readonly resent: number;
  readonly byType: Readonly<Record<string, { readonly in: number }>>;
}

interface CoreReconciliation {
  readonly isBalanced: boolean;
  readonly messages: readonly {
    readonly type: string;
    readonly published: number;
    readonly waiting: number;
  }[];
}

/** What ecomail-sync hears of customers. */
const heardTypes = ['loyalty.CustomerChanged.v1', 'loyalty.CreditChanged.v1', 'loyalty.PinChanged.v1'];

/** A shop of its own with an account, a key and a list of its own at the sandbox. */
export class TestShop {
  private keys = 0;

  private constructor(
    readonly id: string,
    private readonly options: ShopOptions,
  ) {}

  account!: SandboxAccount;
  listId = 0;
  hookUrl = '';

  /** The shop with its connection; the sandbox counts no minute from now on. */
  static async open(id: string, options: ShopOptions = {}): Promise<TestShop> {
    const shop = await TestShop.unconnected(id, options);
    await shop.connect();
    return shop;
  }

  static async unconnected(id: string, options: ShopOptions = {}): Promise<TestShop> {
    const { newsletterReward = null } = options;
    const rewarded = { newsletterReward, rewardedSignUps: 'list' };
    const body = { id, name: id, language: 'cs', timeZone: 'Europe/Prague', ...rewarded };
    await ok(call('POST', `${urlOf('loyalty-core')}/shops`, body));
    return new TestShop(id, options);
  }

  async connect(): Promise<void> {
    await setSwitches({ rateLimit: 'off' });
    this.account = await SandboxAccount.open(this.id);
    const { current } = await ok<{ current: { url: string } }>(
      call('POST', `${urlOf('webhook-gateway')}/shops/${this.id}/address`),
    );
    this.hookUrl = current.url;
    const list = { name: this.id, fromName: this.id, fromEmail: 'news@shop.test', replyTo: 'help@shop.test' };
    const connection = await ok<{ list: { id: number } }>(
      call('PUT', `${urlOf('ecomail-sync')}/connections/${this.id}`, {
        apiKey: this.account.key,
        baseUrl: urlOf('ecomail-sandbox'),
        createList: list,
        language: 'cs',
        quietSeconds: this.options.quietSeconds ?? 0,
        requestsPerMinute: null,
        webhookUrl: this.hookUrl,
      }),
    );
    this.listId = connection.list.id;
    await this.account.setWebhook(this.listId, this.hookUrl);
  }

  async register(
    email: string,
    about: { registered?: boolean; marketingConsent?: string; firstName?: string; lastName?: string } = {},
  ): Promise<CustomerSeen> {
    const body = { email, registered: true, marketingConsent: 'granted', ...about };
    const { id } = await ok<{ id: string }>(call('POST', this.core('customers'), body));
    return { id, email };
  }

  async award(customer: CustomerSeen, amount: string, more: Record<string, unknown> = {}): Promise<Settled> {
    this.keys += 1;
    const headers = { 'idempotency-key': `award-${this.keys}` };
    const body = { amount, reason: 'order', ...more };
    return ok(call<Settled>('POST', this.core(`customers/${customer.id}/awards`), body, headers));
  }

  /** Resolves once a preview of the export counts so many. */
  async exportWould(counts: { readonly added: number; readonly changed: number }): Promise<void> {
    const url = `${urlOf('ecomail-sync')}/connections/${this.id}/exports/preview`;
    await eventually(async () => expect(await ok(call('GET', url))).toMatchObject(counts));
  }

  async issuePin(customer: CustomerSeen): Promise<void> {
    await ok(call('POST', this.core(`customers/${customer.id}/pin`)));
  }

  /** Newest first. */
  async entries(customer: CustomerSeen): Promise<Entry[]> {
    const { items } = await ok<{ items: Entry[] }>(
      call('GET', this.core(`customers/${customer.id}/entries`)),
    );
    return items;
  }

  async balance(customer: CustomerSeen): Promise<string> {
    const { balance } = await ok<{ balance: string }>(call('GET', this.core(`customers/${customer.id}`)));
    return balance;
  }

  reconciliation(): Promise<Reconciliation> {
    return ok(call<Reconciliation>('GET', `${urlOf('ecomail-sync')}/reconciliation/${this.id}`));
  }

  /** Resolves with the reconciliation once everything that loyalty-core published is received and nothing waits. */
  settled(timeoutMs = 60_000): Promise<Reconciliation> {
    return eventually(
      async () => {
        const core = await ok<CoreReconciliation>(call('GET', this.core('reconciliation')));
        const [reconciliation, connection] = await Promise.all([this.reconciliation(), this.connection()]);
        const expected = core.messages.filter(({ type }) => heardTypes.includes(type));
        expect(core.isBalanced).toBe(true);
        expect(core.messages.filter(({ waiting }) => waiting > 0)).toEqual([]);
        expect(expected.map(({ type }) => [type, reconciliation.byType[type]?.in ?? 0])).toEqual(
          expected.map(({ type, published }) => [type, published]),
        );
        expect([reconciliation.waiting, connection.counts.toWrite]).toEqual([0, 0]);
        return reconciliation;
      },
      { timeoutMs, pollMs: 200 },
    );
  }

  connection(): Promise<{ state: string; reason: string | null; counts: { toWrite: number } }> {
    return ok(call('GET', `${urlOf('ecomail-sync')}/connections/${this.id}`));
  }

  /** Waits for the tracker event of a customer and a label, and for the e-mail that it started. */
  notified(customer: CustomerSeen, label: string, nth = 1): Promise<{ event: SeenEvent; mail: SeenMail }> {
    return eventually(async () => {
      const events = await this.account.events(this.listId, customer.email);
      const event = events.filter((one) => one.label === label)[nth - 1];
      const mails = await this.account.mails(this.listId, customer.email);
      const mail = mails.find((one) => event && one.eventId === event.id);
      if (!event || !mail) throw new Error(`no event ${label} number ${nth} with its e-mail yet`);
      return { event, mail };
    });
  }

  private core(path: string): string {
    return `${urlOf('loyalty-core')}/shops/${this.id}/${path}`;
  }
}

/** The balance that a tracker event announces. */
export const notifiedBalance = (event: SeenEvent): string =>
  (JSON.parse(event.value) as { balance: string }).balance;

/** `1250.50` as Czech fields show it. */
export const czech = (amount: string): string => {
  const [whole = '', decimals = ''] = amount.split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ' ')},${decimals}`;
};

export async function ok<T = unknown>(answer: Promise<Answer<T>>): Promise<T> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`answered ${status}: ${JSON.stringify(body)}`);
  return body;
}
