import type { DataRegister } from '@ellity/platform';

/** What of messaging's tables is about people. */
export const messagingRegister: DataRegister = {
  personal: [
    {
      column: 'outbox.body',
      what: 'a message as it will be published: addresses, names, balances',
      kept: 'until the broker has confirmed it: normally milliseconds, minutes after a run that wrote many',
      erased: 'goes out with its message',
    },
  ],
  impersonal: {
    inbox: ['source', 'queue'],
    outbox: ['exchange', 'type', 'shop_id'],
    published: ['shop_id', 'type'],
  },
};
