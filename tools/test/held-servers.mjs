/** Servers of the tests, kept from the first run of Jest that starts them until `release`, so that they start once. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { down, up } from '../stack/index.mjs';
import servers from './servers.cjs';

/** `rabbit` is the series of RabbitMQ; without it the stack has the system's. */
export function heldServers(dir, rabbit) {
  const user = join(dir, 'users', String(process.pid));
  const hold = () => {
    mkdirSync(join(dir, 'users'), { recursive: true });
    writeFileSync(user, '');
  };
  return {
    dir,
    hold,
    /** Starts them now; rejects where the system cannot run them. */
    start: async () => {
      await up({ dir, rabbit, log: (line) => console.log(line) });
      hold();
    },
    /** They end here, unless another test run uses them. */
    release: async () => {
      rmSync(user, { force: true });
      if (servers.otherUsers(join(dir, 'users')).length === 0) await down({ dir });
    },
  };
}
