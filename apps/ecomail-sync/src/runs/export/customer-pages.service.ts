import {
  check,
  compose,
  CreditChanged,
  CustomerChanged,
  type Envelope,
  type MessageClass,
  PinChanged,
} from '@ellity/contracts';
import { Problem, RefusedError, ServiceCaller, ServiceTokens } from '@ellity/platform';
import { Inject, Injectable } from '@nestjs/common';
import { type Config, configToken } from '../../config';
import {
  type ContactChange,
  creditChangeFrom,
  pinChangeFrom,
  profileChangeFrom,
} from '../../mirror/contact-change';
import { PinsService } from '../../mirror/pins.service';

/** A group of fields as loyalty-core tells it: its data is checked here as that of a message. */
interface GroupState {
  readonly sequence: string;
  readonly data: object;
}

interface CustomerState {
  readonly customerId: string;
  readonly profile: GroupState;
  readonly pin: GroupState;
  readonly credit: GroupState | null;
}

interface StatesPage {
  readonly items: readonly CustomerState[];
  readonly next: string | null;
}

/** loyalty-core does not answer now; what is asked of it is asked again later. */
export class CoreAwayError extends Error {
  readonly code = 'loyalty-core-away';
}

const customersPerPage = 500;

/** Asks loyalty-core for all customers of a shop, page by page, as if each had just been told of by messages. */
@Injectable()
export class CustomerPagesService {
  private readonly core: ServiceCaller;

  constructor(
    @Inject(configToken) { core }: Config,
    private readonly pins: PinsService,
  ) {
    this.core = new ServiceCaller(
      'loyalty-core',
      core.url,
      new ServiceTokens(core.tokenKeys, 'ecomail-sync'),
    );
  }

  /** `after`: `next` of the page before. */
  async page(
    shopId: string,
    after: string | null,
  ): Promise<{ readonly changes: readonly ContactChange[]; readonly next: string | null }> {
    const query = new URLSearchParams({
      limit: String(customersPerPage),
      ...(after === null ? {} : { before: after }),
    });
    const page = await this.ask(`/shops/${encodeURIComponent(shopId)}/customer-states?${query.toString()}`);
    const changes: ContactChange[] = [];
    for (const state of page.items) changes.push(...(await this.changesOf(shopId, state)));
    return { changes, next: page.next };
  }

  private async ask(path: string): Promise<StatesPage> {
    try {
      return await this.core.ask<StatesPage>('GET', path);
    } catch (error) {
      if (error instanceof RefusedError)
        throw new Problem(
          409,
          'customers-refused',
          `loyalty-core does not tell the customers of this shop: ${error.message}`,
        );
      throw new CoreAwayError('loyalty-core did not tell its customers', { cause: error });
    }
  }

  private async changesOf(
    shopId: string,
    { customerId, profile, pin, credit }: CustomerState,
  ): Promise<ContactChange[]> {
    const about = { source: 'loyalty-core', shopId, subject: customerId };
    const told = <T extends object>(type: MessageClass<T>, { sequence, data }: GroupState): Envelope<T> =>
      checked(type, compose(type, data as T, { ...about, sequence }));
    const pinTold = told(PinChanged, pin);
    const { pin: jwe } = pinTold.data;
    const sealed = jwe === null ? null : await this.pins.reseal(jwe, shopId, customerId.toLowerCase());
    const profileTold = told(CustomerChanged, profile);
    const creditTold =
      credit && told(CreditChanged, { ...credit, data: { ...credit.data, announce: false } });
    return [
      profileChangeFrom(profileTold, profileTold.data),
      pinChangeFrom(pinTold, { ...pinTold.data, announce: false }, sealed),
      ...(creditTold ? [creditChangeFrom(creditTold, creditTold.data)] : []),
    ];
  }
}

/** What breaks the contract of the messages would break it again: the export ends and says so. */
function checked<T extends object>(_type: MessageClass<T>, envelope: Envelope<T>): Envelope<T> {
  const read = check(envelope);
  if (read.ok) return read.envelope as Envelope<T>;
  throw new Problem(
    409,
    'customer-invalid',
    `What loyalty-core knows of customer ${envelope.subject} breaks the contract of its messages: ${read.problems.join('; ')}`,
  );
}
