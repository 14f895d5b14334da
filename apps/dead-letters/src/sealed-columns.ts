import { requestKeysSealed, type SealedColumn } from '@ellity/platform';
import { runsSealedColumn } from '@ellity/runs';
import { contentContext, editContext } from './letters/letter-vault';

/** Every column that holds secrets of this service, for `npm run rekey`. */
export const sealedColumns: readonly SealedColumn[] = [
  requestKeysSealed,
  runsSealedColumn,
  {
    table: 'letters',
    column: 'content_sealed',
    key: ['id'],
    contextOf: ({ id = '' }) => contentContext(id),
  },
  { table: 'letters', column: 'edited_sealed', key: ['id'], contextOf: ({ id = '' }) => editContext(id) },
];
