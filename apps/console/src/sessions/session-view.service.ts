import { Clock, ServiceAccess, ServiceCaller } from '@ellity/platform';
import { Inject, Injectable } from '@nestjs/common';
import { type Config, configToken, serviceNames, type Target, targets } from '../config';
import { actorOf, type Person } from '../people/person';
import type { ReachableShop, ServiceState, SessionView } from './session.response';
import { type ConsoleRequest, SessionsService, signedIn } from './sessions.service';

const askedEveryMs = 5_000;
const withinMs = 2_000;
/** More shops than that are looked for by name. */
const shopPagesMax = 4;
const shopsPerPage = 500;

type States = Readonly<Record<Target, ServiceState>>;

/** What the web app is told from the start: who has signed in, their shops by name, and which services answer. */
@Injectable()
export class SessionViewService {
  private states: { readonly untilMs: number; readonly known: Promise<States> } | undefined;

  constructor(
    private readonly sessions: SessionsService,
    private readonly access: ServiceAccess,
    private readonly clock: Clock,
    @Inject(configToken) private readonly config: Pick<Config, 'services' | 'environment'>,
  ) {}

  async of(request: ConsoleRequest): Promise<SessionView> {
    const person = signedIn(request);
    const { id, name, email, role, language } = person;
    const [shops, services] = await Promise.all([this.shopsOf(person), this.serviceStates()]);
    return {
      person: { id, name, email, role, language },
      shops,
      csrfToken: this.sessions.csrfTokenOf(request),
      environment: this.config.environment,
      services,
    };
  }

  private async shopsOf(person: Person): Promise<readonly ReachableShop[]> {
    try {
      return await this.askForShops(person);
    } catch {
      return person.shops.map((id) => ({ id, name: id }));
    }
  }

  private async askForShops(person: Person): Promise<readonly ReachableShop[]> {
    const proof = { headersFor: (service: string) => this.access.headersFor(service, actorOf(person)) };
    const core = new ServiceCaller(serviceNames.core, this.config.services.core ?? '', proof, { withinMs });
    const shops: ReachableShop[] = [];
    let before = '';
    for (let page = 0; page < shopPagesMax; page += 1) {
      const { items, next } = await core.ask<{ items: ReachableShop[]; next: string | null }>(
        'GET',
        `/shops?limit=${shopsPerPage}${before}`,
      );
      shops.push(...items.map(({ id, name }) => ({ id, name })));
      if (next === null) break;
      before = `&before=${encodeURIComponent(next)}`;
    }
    return shops;
  }

  private serviceStates(): Promise<States> {
    const now = this.clock.elapsedMs();
    if (!this.states || this.states.untilMs < now)
      this.states = { untilMs: now + askedEveryMs, known: this.askServices() };
    return this.states.known;
  }

  private async askServices(): Promise<States> {
    const answers = await Promise.all(
      targets.map(async (target) => [target, await isReady(this.config.services[target])] as const),
    );
    return Object.fromEntries(
      answers.map(([target, isUp]) => [target, isUp ? 'up' : 'down']),
    ) as unknown as States;
  }
}

async function isReady(url: string | undefined): Promise<boolean> {
  if (url === undefined) return false;
  try {
    const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(withinMs) });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}
