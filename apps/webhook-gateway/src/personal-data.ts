import type { DataRegister } from '@ellity/platform';

/** What of this service's tables is about people; those of messaging are in its own register. */
export const dataRegister: DataRegister = {
  personal: [
    {
      column: 'notices.body',
      what: 'the notice as received: an e-mail address and whatever else was sent',
      kept: 'NOTICE_RETENTION_DAYS, then the row is deleted',
      erased: 'emptied when ecomail-sync names the notice as one about somebody who is erased',
    },
    {
      column: 'notices.email',
      what: 'the e-mail address of the notice',
      kept: 'NOTICE_RETENTION_DAYS, then the row is deleted',
      erased: 'emptied when ecomail-sync names the notice as one about somebody who is erased',
    },
  ],
  impersonal: {
    addresses: ['shop_id', 'source', 'state', 'token_hash'],
    notices: [
      'shop_id',
      'source',
      'content_type',
      'state',
      'rejected_reason',
      'status',
      'verdict',
      'command_type',
      'outcome',
      'outcome_reason',
      'sender_id',
    ],
    notice_totals: ['shop_id', 'source', 'state', 'verdict', 'rejected_reason'],
  },
};
