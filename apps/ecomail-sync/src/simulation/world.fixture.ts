import { CustomerErased, type Envelope, PinChanged } from '@ellity/contracts';
import { eventually, FakeClock } from '@ellity/testing';
import { randomUUID } from 'node:crypto';
import { aCredit, anEvent, aProfile, encryptedPin } from '../events.fixture';
import { Sandbox } from '../sandbox.fixture';
import { SyncStage } from '../sync.fixture';
import { ErasureWorkService } from '../runs/erasures/erasure-work.service';
import type { DriftCheckView, DriftView } from '../runs/drift/drift.response';
import type { Disturbance, Happening, Life } from './lives.fixture';
import { brokenPromises, numberOf } from './promises.fixture';

/** A life on its way: who lives it, and which of its messages come when. */
interface Living {
  readonly life: Life;
  readonly customerId: string;
  readonly addresses: readonly [string, string];
  readonly left: Set<string>;
  readonly messages: ReadonlyMap<number, Envelope>;
}

export interface Verdict {
  readonly life: Life;
  readonly broken: readonly string[];
}

const parts = 3;
const patience = { timeoutMs: 120_000, pollMs: 100 };
/** An erasure deletes once more after what was under way can land no more, by the clocks of two machines. */
const untilErasedMs = 70_000;
/** What is written this late is waited for as in production, and none of it is thought to have failed before. */
const late = { visibleAfterMs: [0, 200, 300, 500, 1_000, 2_000, 4_000], landingMs: 8_000 };

/** The time of day, which can be moved on. */
class MovedClock extends FakeClock {
  private movedMs = 0;

  override now(): Date {
    return new Date(Date.now() + this.movedMs);
  }

  override advance(ms: number): void {
    this.movedMs += ms;
  }
}

/** The service on real servers and the sandbox, in which lives are played, many at a time. */
export class World {
  /** Messages that the reconciliation is to count. */
  private published = 0;

  private constructor(
    private readonly sandbox: Sandbox,
    private readonly stage: SyncStage,
    private readonly clock: MovedClock,
    private readonly switches: Readonly<Record<string, string>>,
  ) {}

  /** `switches`: how this Ecomail behaves otherwise. */
  static async create(switches: Readonly<Record<string, string>> = {}): Promise<World> {
    const sandbox = await Sandbox.start(switches);
    const clock = new MovedClock();
    const stage = await SyncStage.create({
      clock,
      ecomailUrl: sandbox.url,
      delivery: {
        ...{ readBackAfterMs: [800, 1_600], landingMs: 2_000, pollMs: 100 },
        ...(switches['bulkWrite'] === 'after-5s' ? late : {}),
      },
    });
    await stage.activate(sandbox, { quietSeconds: 0.2 });
    return new World(sandbox, stage, clock, switches);
  }

  async close(): Promise<void> {
    await this.stage.close();
    await this.sandbox.close();
  }

  /** Plays lives beside one another, with a disturbance for each third; resolves with what was broken of whom. */
  async play(lives: readonly Life[], disturbed: readonly Disturbance[]): Promise<readonly Verdict[]> {
    const living = await Promise.all(lives.map(begin));
    for (let part = 0; part < parts; part += 1) {
      const end = await this.disturb(disturbed[part] ?? 'nothing');
      await this.playPart(living, part);
      await end();
    }
    await this.settle(living);
    await this.sandbox.clearFaults();
    if (this.areWritesLost) await this.heal();
    return this.judge(living);
  }

  private get areWritesLost(): boolean {
    return 'bulkLoss' in this.switches;
  }

  private async playPart(living: readonly Living[], part: number): Promise<void> {
    const members = new Set((await this.sandbox.members()).map(({ email }) => email));
    const messages: { readonly rank: number; readonly envelope: Envelope }[] = [];
    for (const one of living) {
      for (const [index, { happening, rank, isRepeated }] of one.life.entries()) {
        if (Math.floor((rank * parts) / 1_000) !== part) continue;
        const envelope = one.messages.get(index);
        if (envelope) messages.push({ rank, envelope });
        if (envelope && isRepeated) messages.push({ rank: rank + 1, envelope });
        if (envelope && happening.kind !== 'erased') this.published += 1;
        if (happening.kind === 'fault') await this.trouble(one, happening.action);
        if (happening.kind === 'leaves') await this.leave(one, members);
      }
    }
    await this.stage.publish(...messages.sort((a, b) => a.rank - b.rank).map(({ envelope }) => envelope));
    // Whatever ends the disturbance comes in the middle of the delivery.
    await this.stage.received(this.published);
  }

  private async trouble({ addresses }: Living, action: string): Promise<void> {
    const containing = addresses[0].slice(0, addresses[0].indexOf('-'));
    await this.sandbox.fault({ action, call: 'create-event', containing, times: 1 });
  }

  private async leave({ addresses, left }: Living, members: ReadonlySet<string>): Promise<void> {
    for (const email of addresses.filter((one) => members.has(one))) {
      await this.sandbox.visitor('unsubscribe', email);
      left.add(email);
    }
  }

  /** Begins what goes wrong for everybody; resolves with what ends it. */
  private async disturb(disturbance: Disturbance): Promise<() => Promise<void>> {
    const ask = async (method: string, path: string, body?: unknown) => {
      const { status } = await this.stage.http(method, `/connections/demo${path}`, body);
      expect([method, path, status]).toEqual([method, path, method === 'PUT' ? 200 : 204]);
    };
    const bulk = { call: 'update-subscriber-bulk', times: 2 } as const;
    switch (disturbance) {
      case 'paused':
        await ask('POST', '/pause', {});
        return () => ask('POST', '/resume', {});
      case 'test mode':
        await ask('PUT', '/test-mode', { addresses: ['owner@shop.test'] });
        return () => ask('DELETE', '/test-mode');
      case 'new key': {
        const apiKey = `key-${randomUUID()}`;
        await this.sandbox.setKey(apiKey);
        return () => ask('PUT', '/key', { apiKey });
      }
      case 'busy':
        await this.sandbox.fault({ action: '429', times: 2, retryAfterSeconds: 1 });
        break;
      case 'errors':
        await this.sandbox.fault({ action: '500', rate: 0.2, times: 10 });
        break;
      case 'lost answers':
        await this.sandbox.fault({ action: 'cut-stored', ...bulk });
        break;
      case 'late writes':
        await this.sandbox.fault({ action: 'cut-late', latencyMs: 300, ...bulk });
        break;
      case 'restart':
        return async () => {
          await this.stage.stop();
          await this.stage.start();
        };
      case 'nothing':
    }
    return () => Promise.resolve();
  }

  /** Whoever has no profile yet gets one; then everything that waits is done, and what may land late has landed. */
  private async settle(living: readonly Living[]): Promise<void> {
    const without = living.filter(({ life }) =>
      life.every(({ happening: { kind } }) => kind !== 'profile' && kind !== 'erased'),
    );
    this.published += without.length;
    await this.stage.publish(
      ...without.map(({ customerId, addresses }) => profileOf(customerId, addresses[0], 'unknown', 0)),
    );
    await eventually(async () => {
      expect(await this.stage.reconciliation()).toMatchObject({
        ...{ in: this.published, waiting: 0, parked: 0, consistent: true },
      });
      expect(await this.count(countOpen)).toBe(0);
    }, patience);
    const erased = living.filter(({ life }) => life.some(({ happening }) => happening.kind === 'erased'));
    this.clock.advance(untilErasedMs);
    await eventually(async () => {
      await this.stage.get(ErasureWorkService).startDue();
      const done = await this.count(
        countErased,
        erased.map(({ customerId }) => customerId),
      );
      expect(done).toBe(erased.length);
    }, patience);
  }

  /** What a bulk call loses in silence the drift check finds, round by round: what brings it back may be lost as well. */
  private async heal(): Promise<void> {
    for (let found = 1; found > 0;) {
      const { missing, changed } = await this.driftCheck();
      found = missing + changed;
      await eventually(async () => expect(await this.count(countOpen)).toBe(0), patience);
    }
  }

  private async driftCheck(): Promise<DriftCheckView> {
    const { body } = await this.stage.http<DriftView>('POST', '/connections/demo/drift');
    return eventually(async () => {
      const { last } = (await this.stage.http<DriftView>('GET', '/connections/demo/drift')).body;
      if (last?.runId !== body.running?.runId || last?.state !== 'done') throw new Error('not done yet');
      return last;
    }, patience);
  }

  private async count(sql: string, ...values: unknown[]): Promise<number> {
    const { rows } = await this.stage.database.query<{ count: number }>(sql, values);
    return rows[0]?.count ?? 0;
  }

  private async judge(living: readonly Living[]): Promise<readonly Verdict[]> {
    const [events, members] = [await this.sandbox.events(), await this.sandbox.members()];
    const { areWritesLost } = this;
    return living.map(({ life, addresses, left }) => {
      const own = <Row extends { readonly email: string }>(rows: readonly Row[]) =>
        rows.filter(({ email }) => email === addresses[0] || email === addresses[1]);
      return {
        life,
        broken: brokenPromises({
          ...{ life, addresses, left, areWritesLost },
          ...{ events: own(events), members: own(members) },
        }),
      };
    });
  }
}

const countOpen = `
  select (select count(*) from contacts where due_lane is not null or write_again_at is not null)::int
    + (select coalesce(sum(cardinality(customer_ids)), 0) from open_writes)::int as count`;
const countErased = `
  select count(*)::int as count from erasures where done_at is not null and customer_id = any($1)`;

async function begin(life: Life): Promise<Living> {
  const customerId = randomUUID();
  const name = customerId.slice(-12);
  const addresses = [`${name}-a@shop.test`, `${name}-b@shop.test`] as const;
  const messages = new Map<number, Envelope>();
  for (const [index, { happening }] of life.entries()) {
    const envelope = await messageOf(happening, customerId, addresses, numberOf(index));
    if (envelope) messages.set(index, envelope);
  }
  return { life, customerId, addresses, left: new Set(), messages };
}

const profileOf = (
  customerId: string,
  email: string,
  marketingConsent: 'granted' | 'denied' | 'unknown',
  number: number,
) => aProfile({ customerId }, { email, marketingConsent, referralCode: `R${number}` });

async function messageOf(
  happening: Happening,
  customerId: string,
  addresses: readonly [string, string],
  number: number,
): Promise<Envelope | undefined> {
  switch (happening.kind) {
    case 'profile':
      return profileOf(customerId, addresses[happening.address], happening.consent, number);
    case 'credit': {
      const { amount, announce } = happening;
      return aCredit({ customerId }, `${number}.00`, `${amount}.00`, { announce });
    }
    case 'pin': {
      const pin = happening.pin === null ? null : await encryptedPin(happening.pin);
      return anEvent(PinChanged, { pin, announce: true }, { customerId });
    }
    case 'erased':
      return anEvent(CustomerErased, { address: await encryptedPin(addresses[0]) }, { customerId });
    default:
      return undefined;
  }
}
