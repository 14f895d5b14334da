import { PinChanged } from '@ellity/contracts';
import { SecretBox } from '@ellity/platform';
import { ChildScript, columnsWith, eventually } from '@ellity/testing';
import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Sandbox } from './sandbox.fixture';
import { keyContext, pinContext } from './sealed-columns';
import { anEvent, aProfile, encryptedPin } from './events.fixture';
import { SyncStage } from './sync.fixture';

describe('the command that seals the secrets of ecomail-sync again', () => {
  let sandbox: Sandbox;
  let stage: SyncStage;

  beforeAll(async () => {
    sandbox = await Sandbox.start();
    stage = await SyncStage.create({ ecomailUrl: sandbox.url });
    await stage.activate(sandbox);
  });
  afterAll(async () => {
    await stage?.close();
    await sandbox?.close();
  });

  it('leaves nothing that the old key is needed for: API keys and PINs', async () => {
    const customerId = randomUUID();
    const pin = { pin: await encryptedPin('004217'), announce: true };
    await stage.publish(
      aProfile({ customerId }, { registered: false }),
      anEvent(PinChanged, pin, { customerId }),
    );
    const { url } = stage.config.database;
    const sealed = { 'connections.key_sealed': 1, 'contacts.pin_sealed': 1 };
    await eventually(async () => expect(await columnsWith(url, 'k1.')).toEqual(sealed));
    const next = `next:${randomBytes(32).toString('base64')}`;
    const env = { DATABASE_URL: url, SECRET_KEYS: `${next},${stage.config.secretKeys}` };
    const rekeyed = ChildScript.run(join(__dirname, 'rekey.command.ts'), env);
    expect(await rekeyed.ended).toBe(0);
    expect([await columnsWith(url, 'k1.'), await columnsWith(url, 'next.')]).toEqual([{}, sealed]);
    const { rows } = await stage.database.query<{ key_sealed: string; pin_sealed: string }>(
      `select key_sealed, pin_sealed from connections join contacts using (shop_id) where shop_id = 'demo'`,
    );
    const box = new SecretBox(next);
    const [row = { key_sealed: '', pin_sealed: '' }] = rows;
    expect(box.open(row.key_sealed, keyContext('demo'))).toBe(sandbox.key);
    expect(box.open(row.pin_sealed, pinContext('demo', customerId))).toBe('004217');
  });
});
