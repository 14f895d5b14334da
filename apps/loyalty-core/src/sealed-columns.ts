import { requestKeysSealed, type SealedColumn } from '@ellity/platform';
import { runsSealedColumn } from '@ellity/runs';
import { lineContext } from './imports/import-line';
import { pinContext } from './pins/pin';

/** Every column that holds secrets of this service, for `npm run rekey`. */
export const sealedColumns: readonly SealedColumn[] = [
  requestKeysSealed,
  { table: 'customers', column: 'pin', key: ['id'], contextOf: ({ id = '' }) => pinContext(id) },
  {
    table: 'import_lines',
    column: 'content',
    key: ['import_id', 'line'],
    contextOf: ({ import_id = '', line = '' }) => lineContext(import_id, Number(line)),
  },
  runsSealedColumn,
];
