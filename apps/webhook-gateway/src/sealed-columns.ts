import { requestKeysSealed, type SealedColumn } from '@ellity/platform';

/** Binds a hook token to its row: moved to another one it cannot be opened. */
export const tokenContext = (shopId: string, id: string): string => `hook-address:${shopId}:${id}`;

/** Every column that holds secrets of this service, for `npm run rekey`. */
export const sealedColumns: readonly SealedColumn[] = [
  requestKeysSealed,
  {
    table: 'addresses',
    column: 'token_sealed',
    key: ['id'],
    reads: ['shop_id'],
    contextOf: ({ shop_id: shopId = '', id = '' }) => tokenContext(shopId, id),
  },
];
