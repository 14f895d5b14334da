import type { Response } from 'express';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { Readable } from 'node:stream';
import { sendCsv } from './csv-answer';

it('a file ends with a reader that takes nothing more: what it is read from is not held open for ever', async () => {
  const endless = Readable.from(
    (function* () {
      for (;;) yield 'a line of a file\r\n'.repeat(4_000);
    })(),
    { objectMode: false },
  );
  const server = createServer((_request, response) => sendCsv(endless, 'file', response as Response, 50));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const reader = connect((server.address() as AddressInfo).port, '127.0.0.1');
  reader.pause();
  reader.on('error', () => undefined);
  reader.write('GET / HTTP/1.1\r\nhost: here\r\n\r\n');
  await once(endless, 'close').catch(() => undefined);
  expect(endless.destroyed).toBe(true);
  reader.destroy();
  server.close();
});
