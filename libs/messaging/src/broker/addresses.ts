import type { Options } from 'amqplib';
import { unescape } from 'node:querystring';

/** The addresses of one variable, `amqp://…,amqp://…`: the nodes of one cluster, in the order in which they are tried. */
export function addressesOf(urls: string): readonly string[] {
  return urls.split(/,(?=amqps?:\/\/)/);
}

/**
 * Where to connect next, in the shape amqplib takes and reads again at each attempt. `moveOn` turns it to the next address,
 * after the last to the first; with one address it stays.
 */
export class CurrentAddress {
  readonly options: Options.Connect = {};
  private readonly addresses: readonly URL[];
  private index = 0;

  constructor(
    urls: string,
    private readonly heartbeatSeconds: number,
  ) {
    this.addresses = addressesOf(urls).map((url) => new URL(url));
    this.take();
  }

  /** Host and port, which may be logged. */
  get host(): string {
    return this.addresses[this.index]?.host ?? '';
  }

  moveOn(): void {
    this.index = (this.index + 1) % this.addresses.length;
    this.take();
  }

  private take(): void {
    const url = this.addresses[this.index];
    if (url) Object.assign(this.options, connectOptions(url, this.heartbeatSeconds));
  }
}

/** All that an address may say, every field each time: nothing of the address before may stay. */
function connectOptions(url: URL, heartbeat: number): Options.Connect {
  const isEncrypted = url.protocol === 'amqps:';
  const hasUser = url.username !== '' || url.password !== '';
  const numberIn = (name: string) => Number(url.searchParams.get(name) ?? 0) || undefined;
  return {
    protocol: isEncrypted ? 'amqps' : 'amqp',
    hostname: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (isEncrypted ? 5671 : 5672),
    username: hasUser ? unescape(url.username) : 'guest',
    password: hasUser ? unescape(url.password) : 'guest',
    vhost: url.pathname.slice(1),
    locale: url.searchParams.get('locale') ?? undefined,
    channelMax: numberIn('channelMax'),
    frameMax: numberIn('frameMax'),
    heartbeat,
  };
}
