import { requestKeysSealed, type SealedColumn } from '@ellity/platform';

/** Every column that holds secrets of this service, for `npm run rekey`. */
export const sealedColumns: readonly SealedColumn[] = [requestKeysSealed];
