import type { DataRegister } from '@ellity/platform';

const asLongAsAccess = 'as long as the person may sign in, and 90 days after access was ended';
const emptied = 'emptied 90 days after an operator ended access';

/** What of this service's tables is about people: those who sign in. It holds nothing about customers but their ids. */
export const dataRegister: DataRegister = {
  personal: [
    {
      column: 'people.email',
      what: 'the e-mail address of who signs in',
      kept: asLongAsAccess,
      erased: emptied,
    },
    { column: 'people.name', what: 'the name of who signs in', kept: asLongAsAccess, erased: emptied },
    {
      column: 'people.password_hash',
      what: 'argon2id of the password',
      kept: asLongAsAccess,
      erased: 'emptied when access is ended',
    },
    {
      column: 'audit.path',
      what: 'the address of a change, without its query; may name a customer by id',
      kept: 'AUDIT_DAYS, then the row is deleted',
      erased: 'stays: an id without its row at loyalty-core names nobody',
    },
  ],
  impersonal: {
    people: ['role', 'language', 'shops'],
    links: ['kind', 'token_hash', 'mail_outcome'],
    audit: ['role', 'service', 'method', 'shop_id'],
  },
};
