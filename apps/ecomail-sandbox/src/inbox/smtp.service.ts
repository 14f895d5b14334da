import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { InboxService } from './inbox.service';

/** The largest message taken, attachments included; a larger one is refused with 552. */
const messageBytesMax = 5 * 1024 * 1024;
const closeTimeoutMs = 2_000;

/**
 * Takes every e-mail that is handed over, for whomever it is, and sends none on. It asks for no password and takes any.
 * A message is answered with success after it was stored.
 */
@Injectable()
export class SmtpService implements OnApplicationShutdown {
  private readonly logger = new Logger(SmtpService.name);
  private readonly server: SMTPServer;
  /** Where it takes messages, from the moment it listens. */
  url = '';

  constructor(private readonly inbox: InboxService) {
    this.server = new SMTPServer({
      name: 'ecomail-sandbox',
      banner: 'keeps everything, sends nothing',
      size: messageBytesMax,
      authOptional: true,
      allowInsecureAuth: true,
      disabledCommands: ['STARTTLS'],
      disableReverseLookup: true,
      closeTimeout: closeTimeoutMs,
      logger: false,
      onAuth: ({ username }, _session, callback) => callback(null, { user: username ?? 'anybody' }),
      onData: (stream, session, callback) => {
        this.receive(stream, session).then(
          () => callback(null, 'stored'),
          (error: unknown) => callback(error as Error),
        );
      },
    });
    this.server.on('error', ({ message }: Error) => this.logger.warn(`a connection failed: ${message}`));
  }

  listen(port: number, host: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const { server } = this.server;
      server.once('error', reject);
      this.server.listen(port, host, () => {
        server.off('error', reject);
        this.url = `smtp://${host}:${(server.address() as AddressInfo).port}`;
        resolve();
      });
    });
  }

  onApplicationShutdown(): Promise<void> {
    return new Promise((resolve) => {
      if (this.server.server.listening) this.server.close(() => resolve());
      else resolve();
    });
  }

  private async receive(stream: SMTPServerDataStream, { envelope }: SMTPServerSession): Promise<void> {
    const raw = await bytesOf(stream);
    if (stream.sizeExceeded) throw refusal(552, `the message is larger than ${messageBytesMax} bytes`);
    const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
    await this.inbox.keep(raw, { from, to: envelope.rcptTo.map(({ address }) => address) }).catch((error) => {
      this.logger.warn({ err: error as Error }, 'a message could not be stored');
      throw refusal(451, 'the message could not be stored, try again');
    });
  }
}

/** All that was sent, but for what came after the limit. */
async function bytesOf(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) if (!stream.sizeExceeded) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const refusal = (responseCode: number, message: string): Error =>
  Object.assign(new Error(message), { responseCode });
