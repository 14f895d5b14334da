/** As far as a look needs it, what Node.js knows of a socket or a child process. */
interface Handle {
  readonly constructor: { readonly name: string };
  readonly remotePort?: number;
  readonly pid?: number;
  readonly spawnargs?: readonly string[];
}

/** Node.js has no documented way to get at more than the kinds of what is open. */
const handlesNow = (): Handle[] =>
  (process as unknown as { _getActiveHandles(): Handle[] })._getActiveHandles();

/** What this process opened since then and has not closed: connections to the given servers, and child processes. */
export class OpenHandles {
  private readonly before = new WeakSet<Handle>(handlesNow());

  /** Names of servers by port; connections elsewhere, such as kept ones of `fetch`, do not count. */
  constructor(private readonly servers: ReadonlyMap<number, string>) {}

  left(): string[] {
    return handlesNow()
      .filter((handle) => !this.before.has(handle))
      .flatMap((handle) => this.nameOf(handle) ?? []);
  }

  private nameOf({ constructor: { name }, remotePort, pid, spawnargs }: Handle): string | undefined {
    if (name === 'ChildProcess') return `process ${pid}: ${spawnargs?.join(' ')}`;
    const server = remotePort === undefined ? undefined : this.servers.get(remotePort);
    return server && `a connection to ${server}`;
  }
}
