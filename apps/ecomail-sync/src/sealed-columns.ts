import type { SealedColumn } from '@ellity/platform';
import { runsSealedColumn } from '@ellity/runs';

/** Bind a secret to its row: moved to another one it cannot be opened. */
export const keyContext = (shopId: string): string => `connection:${shopId}`;
export const pinContext = (shopId: string, customerId: string): string => `pin:${shopId}:${customerId}`;

export const erasureContext = (shopId: string, customerId: string): string =>
  `erasure:${shopId}:${customerId}`;

/** Every column that holds secrets of this service, for `npm run rekey`. */
export const sealedColumns: readonly SealedColumn[] = [
  {
    table: 'connections',
    column: 'key_sealed',
    key: ['shop_id'],
    contextOf: ({ shop_id: shopId = '' }) => keyContext(shopId),
  },
  {
    table: 'contacts',
    column: 'pin_sealed',
    key: ['shop_id', 'customer_id'],
    contextOf: ({ shop_id: shopId = '', customer_id: customerId = '' }) => pinContext(shopId, customerId),
  },
  {
    table: 'erasures',
    column: 'addresses_sealed',
    key: ['shop_id', 'customer_id'],
    contextOf: ({ shop_id: shopId = '', customer_id: customerId = '' }) => erasureContext(shopId, customerId),
  },
  runsSealedColumn,
];
