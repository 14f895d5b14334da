import { Clock, createService, listenAs } from '@ellity/platform';
import { GateService } from './api/gate.service';
import { AppModule } from './app.module';
import type { SandboxOptions } from './config';
import { SmtpService } from './inbox/smtp.service';

export interface Sandbox {
  readonly url: string;
  /** Where it takes e-mails, such as `smtp://127.0.0.1:4025`. */
  readonly smtpUrl: string;
  close(): Promise<void>;
}

/** Starts a sandbox in this process. `clock` is the time it believes in. */
export async function startSandbox(options: SandboxOptions, clock?: { now(): Date }): Promise<Sandbox> {
  const app = await createService(
    {
      service: 'ecomail-sandbox',
      description:
        'A local Ecomail: its API at the root, and everything to look at and to control it under /_sandbox.',
      config: () => options,
      module: (config) => AppModule.forRoot(config),
      bodyLimit: '20mb',
      connect: (created) => {
        created.set('etag', false);
        created.useBodyParser('urlencoded', { extended: false, limit: '64kb' });
        created.use(created.get(GateService).pass);
      },
    },
    options,
  );
  if (clock) app.get(Clock).now = () => clock.now();
  try {
    await app.init();
    const smtp = app.get(SmtpService);
    await listenAs('SMTP_PORT', () => smtp.listen(options.smtpPort, options.http.host));
    await listenAs('PORT', () => app.listen(options.http.port, options.http.host));
    return { url: await app.getUrl(), smtpUrl: smtp.url, close: () => app.close() };
  } catch (error) {
    await app.close();
    throw error;
  }
}
