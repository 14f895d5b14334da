import { ServiceAccess, ServiceCaller } from '@ellity/platform';
import { Inject, Injectable } from '@nestjs/common';
import { type Config, configToken, serviceNames, type Target } from '../config';
import { actorOf, type Person } from '../people/person';
import { ServicesService } from '../services/services.service';
import type { ReachableShop, ServiceState, SessionView } from './session.response';
import { type ConsoleRequest, SessionsService, signedIn } from './sessions.service';

const withinMs = 2_000;
/** More shops than that are looked for by name. */
const shopPagesMax = 4;
const shopsPerPage = 500;

type States = Readonly<Record<Target, ServiceState>>;

/** What the web app is told from the start: who has signed in, their shops by name, and which services answer. */
@Injectable()
export class SessionViewService {
  constructor(
    private readonly sessions: SessionsService,
    private readonly access: ServiceAccess,
    private readonly services: ServicesService,
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

  private async serviceStates(): Promise<States> {
    const seen = await this.services.others();
    return Object.fromEntries(
      seen.map(({ part, state }) => [part, state === 'up' ? 'up' : 'down']),
    ) as unknown as States;
  }
}
