import { createService, type HttpOptions, type ServiceDefinition } from '@ellity/platform';
import type { INestApplication } from '@nestjs/common';

export interface RunningService {
  readonly url: string;
  readonly app: INestApplication;
  close(): Promise<void>;
}

/** Starts a service in this process as `serve` would, on a free port. */
export async function runService<C extends { readonly http: HttpOptions }>(
  definition: ServiceDefinition<C>,
  config: C,
): Promise<RunningService> {
  const app = await createService(definition, config);
  try {
    await app.startAllMicroservices();
    await app.listen(0, '127.0.0.1');
  } catch (error) {
    await app.close();
    throw error;
  }
  return { url: await app.getUrl(), app, close: () => app.close() };
}
