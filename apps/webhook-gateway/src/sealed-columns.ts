import { requestKeysSealed, type SealedColumn } from '@ellity/platform';

/** Binds a hook token to its row: moved to another one it cannot be opened. */
export const tokenContext = (shopId: string, id: string): string => `hook-address:${shopId}:${id}`;

/** Binds what notices are signed with to the row of their address. */
export const signingContext = (shopId: string, id: string): string => `hook-signing:${shopId}:${id}`;

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
  {
    table: 'addresses',
    column: 'secret_sealed',
    key: ['id'],
    reads: ['shop_id'],
    contextOf: ({ shop_id: shopId = '', id = '' }) => signingContext(shopId, id),
  },
];
