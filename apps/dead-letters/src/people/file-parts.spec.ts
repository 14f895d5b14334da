import { messagingRegister } from '@ellity/messaging';
import { mergedRegisters, requestKeysRegister, undecidedColumns } from '@ellity/platform';
import { runsRegister } from '@ellity/runs';
import { dataRegister } from '../personal-data';
import { sealedColumns } from '../sealed-columns';
import { fileParts, leftOut } from './file-parts';

it('every column with personal data is in the file about a person, or left out for a reason', () => {
  const register = mergedRegisters(dataRegister, messagingRegister, requestKeysRegister, runsRegister);
  expect(undecidedColumns(register, sealedColumns, fileParts, leftOut)).toEqual([]);
});
