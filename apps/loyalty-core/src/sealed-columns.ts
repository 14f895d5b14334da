import { requestKeysSealed, type SealedColumn } from '@ellity/platform';
import { runsSealedColumn } from '@ellity/runs';
import { blockContext } from './imports/import-line';
import { pinContext } from './pins/pin';

/** Every column that holds secrets of this service, for `npm run rekey`. */
export const sealedColumns: readonly SealedColumn[] = [
  requestKeysSealed,
  { table: 'customers', column: 'pin', key: ['id'], contextOf: ({ id = '' }) => pinContext(id) },
  {
    table: 'import_blocks',
    column: 'content',
    key: ['import_id', 'first_line'],
    contextOf: ({ import_id = '', first_line = '' }) => blockContext(import_id, Number(first_line)),
  },
  runsSealedColumn,
];
