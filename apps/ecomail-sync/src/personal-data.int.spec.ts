import { messagingRegister } from '@ellity/messaging';
import { mergedRegisters } from '@ellity/platform';
import { registerProblems } from '@ellity/testing';
import { dataRegister } from './personal-data';
import { sealedColumns } from './sealed-columns';
import { SyncStage } from './sync.fixture';

it('what is kept of people is named in the register, column by column', async () => {
  const stage = await SyncStage.create();
  try {
    const register = mergedRegisters(dataRegister, messagingRegister);
    expect(await registerProblems(stage.config.database.url, register, sealedColumns)).toEqual([]);
  } finally {
    await stage.close();
  }
});
