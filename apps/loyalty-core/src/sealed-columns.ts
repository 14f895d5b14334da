import type { SealedColumn } from '@ellity/platform';
import { pinContext } from './pins/pin';

/** Every column that holds secrets of this service, for `npm run rekey`. */
export const sealedColumns: readonly SealedColumn[] = [
  { table: 'customers', column: 'pin', key: ['id'], contextOf: ({ id = '' }) => pinContext(id) },
];
