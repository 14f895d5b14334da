import { type ParsedMail, simpleParser } from 'mailparser';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail server that a test may stop and start again on its port, and that refuses whom the test says. */
export class MailServer {
  readonly received: ParsedMail[] = [];
  /** The answer to a recipient, by a part of the address. */
  readonly answers = new Map<string, number>();
  /** An e-mail is answered no sooner. */
  answersAfter: Promise<void> = Promise.resolve();
  private server = this.make();
  private port = 0;

  async start(): Promise<string> {
    this.server = this.make();
    await new Promise<void>((resolve) => this.server.listen(this.port, '127.0.0.1', resolve));
    this.port = (this.server.server.address() as AddressInfo).port;
    return `smtp://127.0.0.1:${this.port}`;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  to(address: string): ParsedMail[] {
    return this.received.filter(({ to }) => JSON.stringify(to).includes(address));
  }

  private make(): SMTPServer {
    return new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      disableReverseLookup: true,
      closeTimeout: 100,
      onRcptTo: ({ address }, _session, done) => {
        const code = [...this.answers].find(([part]) => address.includes(part))?.[1];
        done(code === undefined ? null : Object.assign(new Error(`no ${address}`), { responseCode: code }));
      },
      onData: (stream, _session, done) => {
        simpleParser(stream).then(async (mail) => {
          this.received.push(mail);
          await this.answersAfter;
          done();
        }, done);
      },
    });
  }
}
