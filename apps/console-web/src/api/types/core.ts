/** Generated from the OpenAPI document of loyalty-core by `npm run api-types`; do not edit. */
export interface paths {
  '/shops': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All shops, by id, in pages; for a merchant those of its own */
    get: operations['ShopsController_list'];
    put?: never;
    /** Creates a shop and notifies the other services */
    post: operations['ShopsController_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/shops/{shopId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The settings of a shop */
    get: operations['ShopsController_get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Changes the settings that are given and notifies the other services */
    patch: operations['ShopsController_change'];
    trace?: never;
  };
  '/shops/{shopId}/settings/history': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who changed which settings from what to what, newest first, in pages */
    get: operations['ShopsController_history'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/shops/{shopId}/customers/{customerId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Profile, balance, lots with something left, and what lapses next */
    get: operations['AccountsController_account'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/shops/{shopId}/customers/{customerId}/entries': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The ledger, newest first, in pages */
    get: operations['AccountsController_entries'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/shops/{shopId}/reconciliation': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Sums of customers, entries and lots, and messages by type: published, and waiting for the broker */
    get: operations['ReconciliationController_of'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/shops/{shopId}/shortfalls': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What could not be taken back, because it was spent; newest first, in pages */
    get: operations['ShortfallsController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/shops/{shopId}/customers/{customerId}/pin': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Issues a new PIN to an anonymous customer; the old one is void at once */
    post: operations['PinsController_issue'];
    /** Drops the PIN, if there is one */
    delete: operations['PinsController_drop'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/shops/{shopId}/customers/{customerId}/pin/send': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Sends the PIN to its owner once more, by whatever the shop uses for it */
    post: operations['PinsController_send'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/shops/{shopId}/pin-verifications': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Whether this is the PIN of the account; five wrong ones in a row lock the address, customer or not
     * @description No Idempotency-Key is needed: it changes nothing but the count of wrong PINs, and each attempt counts.
     */
    post: operations['PinVerificationController_verify'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/shops/{shopId}/nights': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The nights of the shop, newest first, in pages */
    get: operations['NightsController_list'];
    put?: never;
    /**
     * Runs a night to its end, or says what it would do; running one again adds nothing
     * @description No Idempotency-Key is needed: what a night has done it does not do again.
     */
    post: operations['NightsController_run'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/shops/{shopId}/expiry-warnings/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who would be warned at once if the lead time were this long */
    get: operations['NightsController_preview'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/shops/{shopId}/customers': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Customers by what is known of them, in pages; of an address: one or none */
    get: operations['CustomersController_find'];
    put?: never;
    /** Creates a customer (201), or completes the one who has this address (200) */
    post: operations['CustomersController_register'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/shops/{shopId}/customers/{customerId}/email': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Gives the customer another address; credit and history stay */
    put: operations['CustomersController_changeEmail'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/shops/{shopId}/customers/{customerId}/republication': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Publishes what is known of the customer once more; nothing changes or is announced */
    post: operations['CustomersController_republish'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/shops/{shopId}/customer-states': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Everything that messages would say of the customers of a shop, in pages, for services only */
    get: operations['CustomerStatesController_page'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/shops/{shopId}/customers/{customerId}/consents': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Every decision about marketing e-mails with time, source and proof, newest first */
    get: operations['ConsentsController_list'];
    put?: never;
    /** Records what the customer said about marketing e-mails; the newest counts */
    post: operations['ConsentsController_record'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/shops/{shopId}/customers/{customerId}/erasure': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Forgets the customer here at once and has all others do so; repeated, the same receipt */
    post: operations['ErasuresController_erase'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/shops/{shopId}/erasures': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Receipts of erasures, newest first, in pages */
    get: operations['ErasuresController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/shops/{shopId}/erasures/{erasureId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The receipt of an erasure: what was done where, and who has not confirmed it yet */
    get: operations['ErasuresController_get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/shops/{shopId}/customers/{customerId}/file': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Everything that every service holds about the customer, for the customer; who asked is kept */
    get: operations['PersonFilesController_file'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/shops/{shopId}/customers/{customerId}/awards': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Gives credits: an amount, or the reward of the shop */
    post: operations['CreditCommandsController_award'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/shops/{shopId}/customers/{customerId}/spends': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Spends credits: those that lapse first go first */
    post: operations['CreditCommandsController_spend'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/shops/{shopId}/customers/{customerId}/revocations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Takes back what is left of an award, or a part of it */
    post: operations['CreditCommandsController_revoke'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/shops/{shopId}/customers/{customerId}/cancellations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Gives back what a spending took, or a part of it, to the same lots */
    post: operations['CreditCommandsController_cancel'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/shops/{shopId}/mail-settings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who sends which e-mails to customers, and what is wrong with it */
    get: operations['MailsController_get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Changes the settings that are given */
    patch: operations['MailsController_change'];
    trace?: never;
  };
  '/shops/{shopId}/mails': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** E-mails and what became of them, newest first, in pages */
    get: operations['MailsController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/shops/{shopId}/customers/{customerId}/mail-previews/{kind}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** An e-mail as this customer would get it now; a PIN is not shown */
    get: operations['MailsController_preview'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/shops/{shopId}/customers/{customerId}/mail-previews/{kind}/html': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The page of that e-mail alone, to be shown in a frame of its own */
    get: operations['MailsController_previewHtml'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/shops/{shopId}/imports': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Takes and checks a CSV file of customers and their credits; nothing is changed by it
     * @description Columns by name, Czech or English: e-mail, first name, last name, phone, registered, group, credits, expires on, PIN, consent, newsletter reward paid, note. Comma, semicolon or tab; UTF-8, UTF-16 or Windows-1250. Several lines of one customer are several lots. The same file again is the same import.
     *
     *     No Idempotency-Key is needed: the same file of a shop is the same import.
     */
    post: operations['ImportsController_take'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/shops/{shopId}/imports/{importId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What the file would change, or how far it got */
    get: operations['ImportsController_get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/shops/{shopId}/imports/{importId}/problems': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Lines with problems: line, column, problem, in the order of the file, in pages of lines */
    get: operations['ImportsController_problems'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/shops/{shopId}/imports/{importId}/start': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Carries the file out, once, as a run; nobody is notified unless asked
     * @description No Idempotency-Key is needed: an import that was started is not started again.
     */
    post: operations['ImportsController_start'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/shops/{shopId}/exports/customers': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All customers as CSV, in the form of the shop's language; without PINs */
    get: operations['ExportsController_customers'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/shops/{shopId}/exports/ledger': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All entries of the ledger as CSV, in the form of the shop's language */
    get: operations['ExportsController_ledger'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/shops/{shopId}/sums': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What was given, spent and lost, and who came, by day of the shop and by reason */
    get: operations['SumsController_view'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/shops/{shopId}/lapses': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What is about to lapse, by week of the last day */
    get: operations['LapsesController_weeks'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/shops/{shopId}/lapses/customers': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The customers who lose most in a week, in pages */
    get: operations['LapsesController_customers'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/runs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Long work, the newest first: what it is, how far it came, why it ended */
    get: operations['RunsController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/runs/{runId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How far a run came */
    get: operations['RunsController_show'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/runs/{runId}/{order}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Pauses, resumes or cancels a run; what was recorded stays */
    post: operations['RunsController_order'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/internal/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * What a message would do, without doing it
     * @description No Idempotency-Key is needed: it changes nothing.
     */
    post: operations['PreviewController_preview'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    PreviewRequest: {
      /**
       * @description The queue whose handler is to be tried.
       * @example loyalty-core.credits
       */
      queue: string;
      /**
       * @description The message body: a CloudEvent as JSON text.
       * @example {"specversion":"1.0","type":"loyalty.AwardCredit.v1","shopid":"demo","data":{}}
       */
      body: string;
    };
    Preview: {
      /** @enum {string} */
      outcome: 'would-apply' | 'no-op' | 'error';
      /** @description Code of the error or of the reason for changing nothing. */
      code?: string;
      message?: string;
    };
    ExpiryNoticeChangeBody: {
      /**
       * @description Who warns customers before their credits lapse
       * @enum {string}
       */
      target: 'none' | 'system' | 'ecomail';
      /** @description How many days ahead */
      leadDays: number;
      /**
       * @description True: whoever is inside the lead time by this change is warned now; else they count as warned. A preview says how many.
       * @default false
       */
      warnNow?: boolean;
    };
    ShopBody: {
      /** @default Europe/Prague */
      timeZone?: string;
      /**
       * @default cs
       * @enum {string}
       */
      language?: 'cs' | 'en';
      /** @description Days that new credits live; null: by months, or for ever. Credits awarded before keep their last day. */
      expiryDays?: number | null;
      /** @description Months that new credits live, to the end of a shorter month; null: by days, or for ever */
      expiryMonths?: number | null;
      /**
       * @description The hour of the shop's clocks at which lapses are booked and warnings are sent
       * @default 2
       */
      nightHour?: number;
      /**
       * @description Digits of new PINs; those issued before stay as they are
       * @default 6
       */
      pinLength?: number;
      /**
       * @description What a cancelled spending gives back after the last day: lapses again at once, or is awarded anew
       * @default lapse
       * @enum {string}
       */
      lapsedReturns?: 'lapse' | 'renew';
      /**
       * @description An award that is taken back after it was spent: take what is left and record the rest, take the rest from other lots, or from the next credits
       * @default stop
       * @enum {string}
       */
      shortfallRule?: 'stop' | 'other-lots' | 'owe';
      /**
       * @description Null: no reward
       * @example 50.00
       */
      newsletterReward?: string | null;
      /**
       * @description Which first sign-ups are rewarded: any (a form of the list, or consent at the shop), or list alone
       * @default any
       * @enum {string}
       */
      rewardedSignUps?: 'any' | 'list';
      /**
       * @description Whether leaving the newsletter takes back what is left of its reward
       * @default true
       */
      newsletterTakenBack?: boolean;
      /**
       * @description Credits for becoming registered, once per customer and per address; null: no reward
       * @example 20.00
       */
      registrationReward?: string | null;
      expiryNotice?: components['schemas']['ExpiryNoticeChangeBody'];
      /** @description True: the loyalty system itself sends e-mails */
      systemMails?: boolean;
      /**
       * @description How customers count who were never asked
       * @enum {string}
       */
      unknownConsent?: 'granted' | 'denied';
      /** @example demo */
      id: string;
      /** @example Demo shop */
      name: string;
    };
    ExpiryNoticeBody: {
      /**
       * @description Who warns customers before their credits lapse
       * @enum {string}
       */
      target: 'none' | 'system' | 'ecomail';
      /** @description How many days ahead */
      leadDays: number;
    };
    ShopView: {
      /** @example demo */
      id: string;
      /** @example Demo shop */
      name: string;
      /** @example Europe/Prague */
      timeZone: string;
      /** @enum {string} */
      language: 'cs' | 'en';
      expiryDays: number | null;
      expiryMonths: number | null;
      /** @example 2 */
      nightHour: number;
      /** @example 6 */
      pinLength: number;
      /** @enum {string} */
      lapsedReturns: 'lapse' | 'renew';
      /** @enum {string} */
      shortfallRule: 'stop' | 'other-lots' | 'owe';
      /** @example 50.00 */
      newsletterReward: string | null;
      /** @enum {string} */
      rewardedSignUps: 'any' | 'list';
      newsletterTakenBack: boolean;
      /** @example 20.00 */
      registrationReward: string | null;
      expiryNotice: components['schemas']['ExpiryNoticeBody'];
      systemMails: boolean;
      /** @enum {string} */
      unknownConsent: 'granted' | 'denied';
    };
    ShopsPage: {
      items: components['schemas']['ShopView'][];
      /** @description `before` of the next page; null on the last one */
      next: string | null;
    };
    ShopChangeBody: {
      /** @default Europe/Prague */
      timeZone?: string;
      /**
       * @default cs
       * @enum {string}
       */
      language?: 'cs' | 'en';
      /** @description Days that new credits live; null: by months, or for ever. Credits awarded before keep their last day. */
      expiryDays?: number | null;
      /** @description Months that new credits live, to the end of a shorter month; null: by days, or for ever */
      expiryMonths?: number | null;
      /**
       * @description The hour of the shop's clocks at which lapses are booked and warnings are sent
       * @default 2
       */
      nightHour?: number;
      /**
       * @description Digits of new PINs; those issued before stay as they are
       * @default 6
       */
      pinLength?: number;
      /**
       * @description What a cancelled spending gives back after the last day: lapses again at once, or is awarded anew
       * @default lapse
       * @enum {string}
       */
      lapsedReturns?: 'lapse' | 'renew';
      /**
       * @description An award that is taken back after it was spent: take what is left and record the rest, take the rest from other lots, or from the next credits
       * @default stop
       * @enum {string}
       */
      shortfallRule?: 'stop' | 'other-lots' | 'owe';
      /**
       * @description Null: no reward
       * @example 50.00
       */
      newsletterReward?: string | null;
      /**
       * @description Which first sign-ups are rewarded: any (a form of the list, or consent at the shop), or list alone
       * @default any
       * @enum {string}
       */
      rewardedSignUps?: 'any' | 'list';
      /**
       * @description Whether leaving the newsletter takes back what is left of its reward
       * @default true
       */
      newsletterTakenBack?: boolean;
      /**
       * @description Credits for becoming registered, once per customer and per address; null: no reward
       * @example 20.00
       */
      registrationReward?: string | null;
      expiryNotice?: components['schemas']['ExpiryNoticeChangeBody'];
      /** @description True: the loyalty system itself sends e-mails */
      systemMails?: boolean;
      /**
       * @description How customers count who were never asked
       * @enum {string}
       */
      unknownConsent?: 'granted' | 'denied';
      /** @example Demo shop */
      name?: string;
    };
    SettingChangeView: {
      /** @example expiryNotice.leadDays */
      field: string;
      /**
       * @description Null: there was none
       * @example 14
       */
      from: (string | number | boolean) | null;
      /** @example 30 */
      to: (string | number | boolean) | null;
    };
    SettingsChangeView: {
      /**
       * @description Of the shop itself, or of its system e-mails
       * @enum {string}
       */
      part: 'shop' | 'mails';
      /**
       * @description The service that asked
       * @example console
       */
      service: string;
      /**
       * @description For whom it asked
       * @example person-17
       */
      actor: string | null;
      /** Format: date-time */
      changedAt: string;
      /** @description Empty for changes of before the history was kept by setting */
      changes: components['schemas']['SettingChangeView'][];
    };
    SettingsHistoryPage: {
      items: components['schemas']['SettingsChangeView'][];
      /** @description `before` of the next page; null on the last one */
      next: string | null;
    };
    NextExpirationView: {
      /** @example 2027-12-31 */
      date: string;
      /** @example 150.00 */
      amount: string;
    };
    LotView: {
      /**
       * Format: uuid
       * @description The entry of the award
       */
      id: string;
      /** @example 150.00 */
      amount: string;
      /** @example 20.00 */
      remaining: string;
      /** @example 2027-12-31 */
      expiresOn: string | null;
    };
    AccountView: {
      /** Format: uuid */
      id: string;
      /** @example jana.novakova@shop.test */
      email: string;
      firstName: string | null;
      lastName: string | null;
      phone: string | null;
      registered: boolean;
      group: string | null;
      referralCode: string | null;
      referralLink: string | null;
      /** @enum {string} */
      marketingConsent: 'granted' | 'denied' | 'unknown';
      /** @example 150.00 */
      balance: string;
      hasPin: boolean;
      /**
       * @description At least as new as every message about the customer up to this number
       * @example 1795420800000000
       */
      sequence: string;
      /**
       * @description The balance without lots whose last day is over
       * @example 150.00
       */
      spendable: string;
      nextExpiration: components['schemas']['NextExpirationView'] | null;
      lots: components['schemas']['LotView'][];
    };
    EntryView: {
      /** Format: uuid */
      id: string;
      /** @example 1795420800000000 */
      sequence: string;
      /** @enum {string} */
      kind: 'award' | 'spend' | 'revoke' | 'return' | 'lapse';
      /** @example -20.00 */
      amount: string;
      /** @example 130.00 */
      balanceAfter: string;
      /** @example order */
      reason: string;
      reference: string | null;
      /** @description The service that asked */
      service: string | null;
      /** @description The person for whom it asked */
      actor: string | null;
      /** Format: date-time */
      changedAt: string;
    };
    EntriesPage: {
      items: components['schemas']['EntryView'][];
      /** @description `before` of the next page; null on the last one */
      next: string | null;
    };
    MessageCount: {
      /** @example loyalty.CreditChanged.v1 */
      type: string;
      /** @description Confirmed by the broker */
      published: number;
      /** @description Still in the outbox: not lost, on its way */
      waiting: number;
    };
    HourMessages: {
      /** @example loyalty.CreditChanged.v1 */
      type: string;
      /** @description Confirmed by the broker */
      published: number;
      /** @description Still in the outbox: not lost, on its way */
      waiting: number;
      /**
       * Format: date-time
       * @description Of the event; null: all that were before
       */
      hour: string | null;
    };
    Reconciliation: {
      customers: number;
      entries: number;
      /** @example 150.00 */
      balances: string;
      /** @example 150.00 */
      entriesTotal: string;
      /** @example 150.00 */
      lotsRemaining: string;
      /** @description Customers found by id only, or with an address that is refused now */
      addressConflicts: number;
      /** @description Balances, entries and lots have the same sum */
      isBalanced: boolean;
      messages: components['schemas']['MessageCount'][];
      /** @description Empty unless `since` is given */
      hours: components['schemas']['HourMessages'][];
    };
    ShortfallView: {
      /** Format: uuid */
      id: string;
      /** Format: uuid */
      customerId: string;
      /**
       * Format: uuid
       * @description The award that was to be taken back
       */
      awardId: string;
      /** @example 60.00 */
      amount: string;
      /**
       * @description Not made up by later credits yet
       * @example 20.00
       */
      open: string;
      /** @description True: any later credits make it up; false: only those that come back to the same lot */
      isOwed: boolean;
      /** @example order-cancelled */
      reason: string;
      reference: string | null;
      /** Format: date-time */
      recordedAt: string;
    };
    ShortfallsPage: {
      items: components['schemas']['ShortfallView'][];
      /** @description `before` of the next page; null on the last one */
      next: string | null;
    };
    PinVerificationBody: {
      /** @example jana.novakova@shop.test */
      email: string;
      /**
       * @description A text: leading zeros count
       * @example 0471
       */
      pin: string;
    };
    PinVerificationView: {
      /** @description False: the PIN is wrong, or the address is no anonymous customer’s; nobody learns which */
      isVerified: boolean;
      /**
       * Format: uuid
       * @description Of a right PIN
       */
      customerId: string | null;
    };
    NightView: {
      /** @example 2027-01-15 */
      localDate: string;
      /**
       * @description Customers of whom something lapsed
       * @example 3
       */
      lapsed: number;
      /** @example 120.00 */
      lapsedAmount: string;
      /**
       * @description Warnings: one per customer and lot day
       * @example 5
       */
      warned: number;
      /**
       * Format: date-time
       * @description Null: it goes on, or it is a dry run
       */
      finishedAt: string | null;
    };
    NightsPage: {
      items: components['schemas']['NightView'][];
      /** @description `before` of the next page; null on the last one */
      next: string | null;
    };
    NightBody: {
      /**
       * @description The local date of the night
       * @example 2027-01-15
       */
      localDate: string;
      /**
       * @description True: says what it would do, and does nothing
       * @default false
       */
      dryRun?: boolean;
    };
    NightRunView: {
      /** @example 2027-01-15 */
      localDate: string;
      /**
       * @description Customers of whom something lapsed
       * @example 3
       */
      lapsed: number;
      /** @example 120.00 */
      lapsedAmount: string;
      /**
       * @description Warnings: one per customer and lot day
       * @example 5
       */
      warned: number;
      /**
       * Format: date-time
       * @description Null: it goes on, or it is a dry run
       */
      finishedAt: string | null;
      /**
       * Format: date-time
       * @description When it ended before; null: never. What a night counts is of all its runs.
       */
      ranBefore: string | null;
    };
    WarningsPreviewView: {
      /** @example 480 */
      customers: number;
      /**
       * @description One per customer and lot day
       * @example 512
       */
      warnings: number;
      /** @example 10400.00 */
      amount: string;
    };
    RegistrationBody: {
      /** @example jana.novakova@shop.test */
      email: string;
      /** @example Jana */
      firstName?: string | null;
      /** @example Nováková */
      lastName?: string | null;
      /** @example +420601002003 */
      phone?: string | null;
      /** @example VIP */
      group?: string | null;
      /** @example JANA7K2M */
      referralCode?: string | null;
      /** @example https://shop.test/?ref=JANA7K2M */
      referralLink?: string | null;
      /** @description False: an anonymous customer, who gets a PIN. A registered one stays registered. */
      registered: boolean;
      /**
       * @default unknown
       * @enum {string}
       */
      marketingConsent?: 'granted' | 'denied' | 'unknown';
    };
    CustomerView: {
      /** Format: uuid */
      id: string;
      /** @example jana.novakova@shop.test */
      email: string;
      firstName: string | null;
      lastName: string | null;
      phone: string | null;
      registered: boolean;
      group: string | null;
      referralCode: string | null;
      referralLink: string | null;
      /** @enum {string} */
      marketingConsent: 'granted' | 'denied' | 'unknown';
      /** @example 150.00 */
      balance: string;
      hasPin: boolean;
      /**
       * @description At least as new as every message about the customer up to this number
       * @example 1795420800000000
       */
      sequence: string;
    };
    CustomerList: {
      items: components['schemas']['CustomerView'][];
      /** @description `before` of the next page; null on the last one */
      next: string | null;
    };
    EmailQuery: {
      /** @example jana.novakova@shop.test */
      email: string;
    };
    ProfileState: {
      /**
       * @description Whatever is told under a greater number is newer
       * @example 1795420800000000
       */
      sequence: string;
      /**
       * @description As in loyalty.CustomerChanged.v1
       * @example {
       *       "email": "jana.novakova@shop.test",
       *       "firstName": "Jana",
       *       "lastName": "Nováková",
       *       "phone": "+420601002003",
       *       "registered": true,
       *       "group": "VIP",
       *       "referralCode": "JANA7K2M",
       *       "referralLink": "https://shop.test/?ref=JANA7K2M",
       *       "marketingConsent": "granted"
       *     }
       */
      data: {
        [key: string]: unknown;
      };
    };
    PinState: {
      /**
       * @description Whatever is told under a greater number is newer
       * @example 1795420800000000
       */
      sequence: string;
      /**
       * @description As in loyalty.PinChanged.v1: only ecomail-sync can read the PIN
       * @example {
       *       "pin": null,
       *       "announce": true
       *     }
       */
      data: {
        [key: string]: unknown;
      };
    };
    CreditState: {
      /**
       * @description Whatever is told under a greater number is newer
       * @example 1795420800000000
       */
      sequence: string;
      /**
       * @description As in loyalty.CreditChanged.v1
       * @example {
       *       "balance": "150.00",
       *       "change": {
       *         "amount": "150.00",
       *         "reason": "order",
       *         "entryId": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b10",
       *         "reference": "2026001234"
       *       },
       *       "nextExpiration": {
       *         "date": "2027-11-23",
       *         "amount": "150.00"
       *       },
       *       "changedAt": "2026-11-23T08:15:30.123Z",
       *       "announce": true
       *     }
       */
      data: {
        [key: string]: unknown;
      };
    };
    CustomerState: {
      /** Format: uuid */
      customerId: string;
      profile: components['schemas']['ProfileState'];
      pin: components['schemas']['PinState'];
      /** @description Null: nothing was ever booked */
      credit: components['schemas']['CreditState'] | null;
    };
    CustomerStatesPage: {
      items: components['schemas']['CustomerState'][];
      /** @description `before` of the next page; null on the last one */
      next: string | null;
    };
    ConsentBody: {
      /** @enum {string} */
      marketingConsent: 'granted' | 'denied';
      /**
       * @description When the customer said it; without it: now. The newest decision counts.
       * @example 2026-11-23T08:15:30.123Z
       */
      decidedAt?: string | null;
      /**
       * @description Where the customer said it
       * @enum {string}
       */
      source:
        'checkout' | 'registration' | 'account' | 'form' | 'store' | 'phone' | 'import' | 'console' | 'other';
      /**
       * @description What shows that it was said: the form, the version of its wording
       * @example newsletter box in the account, wording of 2026-09
       */
      proof?: string | null;
    };
    ConsentView: {
      /** @enum {string} */
      marketingConsent: 'granted' | 'denied';
      /**
       * Format: date-time
       * @description When the customer said it
       */
      decidedAt: string;
      /**
       * Format: date-time
       * @description When it came to us
       */
      recordedAt: string;
      /**
       * @description Where it was said; `mailing-list`: left or complained there; `unrecorded`: nobody told us where
       * @enum {string}
       */
      source:
        | 'checkout'
        | 'registration'
        | 'account'
        | 'form'
        | 'store'
        | 'phone'
        | 'import'
        | 'console'
        | 'other'
        | 'mailing-list'
        | 'unrecorded';
      /** @example newsletter box in the account, wording of 2026-09 */
      proof: string | null;
      /**
       * @description The service that told us
       * @example shop-adapter
       */
      service: string | null;
      /**
       * @description For whom it told us
       * @example person-17
       */
      actor: string | null;
    };
    ConsentsPage: {
      items: components['schemas']['ConsentView'][];
      /** @description `before` of the next page; null on the last one */
      next: string | null;
    };
    RegisterCustomer: Record<string, never>;
    RecordConsent: Record<string, never>;
    ChangeCustomerEmail: Record<string, never>;
    RepublishCustomer: Record<string, never>;
    ContactStatusChanged: Record<string, never>;
    ErasedPlaceView: {
      /**
       * @description A table, or `ecomail`
       * @example consents
       */
      place: string;
      /**
       * @description `kept`: a living customer has it; `retired`: taken out of use, not deleted
       * @enum {string}
       */
      action: 'deleted' | 'blanked' | 'retired' | 'kept';
      /** @example 2 */
      count: number;
    };
    ErasureAnswerView: {
      /** @example ecomail-sync */
      service: string;
      /**
       * Format: date-time
       * @description Null: not confirmed yet
       */
      doneAt: string | null;
      places: components['schemas']['ErasedPlaceView'][];
    };
    ErasureView: {
      /** Format: uuid */
      id: string;
      /** Format: uuid */
      customerId: string;
      /**
       * @description `overdue`: a service was reminded often enough; somebody has to look after it
       * @enum {string}
       */
      state: 'waiting' | 'done' | 'overdue';
      /** Format: date-time */
      requestedAt: string;
      /**
       * @description The service that asked
       * @example console
       */
      service: string;
      /** @description For whom it asked */
      actor: string | null;
      /** Format: date-time */
      doneAt: string | null;
      /** @description How often those who had not confirmed were asked again */
      reminders: number;
      /** @description What was done where, by service */
      services: components['schemas']['ErasureAnswerView'][];
    };
    ErasuresPage: {
      items: components['schemas']['ErasureView'][];
      /** @description `before` of the next page; null on the last one */
      next: string | null;
    };
    EraseCustomer: Record<string, never>;
    ErasureDone: Record<string, never>;
    MissingService: {
      /** @example webhook-gateway */
      service: string;
      /** @enum {string} */
      problem: 'no-answer' | 'refused';
    };
    PersonFileView: {
      /** @example demo */
      shopId: string;
      /** Format: uuid */
      customerId: string;
      /** @description By its name what a service holds; those of ecomail-sync and webhook-gateway and dead-letters are as their own documents of the API describe them */
      services: {
        'loyalty-core'?: {
          /** @example loyalty-core */
          service: string;
          addresses: string[];
          parts: {
            /** @description The customer */
            profile: {
              /** @example jana.novakova@shop.test */
              email: unknown;
              /** @example Jana */
              firstName: unknown;
              /** @example Nováková */
              lastName: unknown;
              /** @example +420601998877 */
              phone: unknown;
              /** @example VIP */
              group: unknown;
              /** @example JANA-1 */
              referralCode: unknown;
              /** @example https://shop.test/?r=JANA-1 */
              referralLink: unknown;
              /** @example true */
              registered: unknown;
              /** @example granted */
              marketingConsent: unknown;
              /** @example 2027-01-15T08:30:00.000Z */
              consentDecidedAt: unknown;
              /** @example false */
              hasPin: unknown;
              /** @example 150.00 */
              balance: unknown;
              /** @example 2027-01-15T08:30:00.000Z */
              createdAt: unknown;
            }[];
            /** @description Every decision about marketing e-mails */
            consents: {
              /** @example granted */
              consent: unknown;
              /** @example 2027-01-15T08:30:00.000Z */
              decidedAt: unknown;
              /** @example 2027-01-15T08:30:00.000Z */
              recordedAt: unknown;
              /** @example checkout */
              source: unknown;
              /** @example form newsletter-2, wording of 2026-05-01 */
              proof: unknown;
              /** @example console */
              service: unknown;
              /** @example person-17 */
              actor: unknown;
            }[];
            /** @description Every movement of credit, and who asked for it */
            ledger: {
              /** @example 0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01 */
              id: unknown;
              /** @example award */
              kind: unknown;
              /** @example 150.00 */
              amount: unknown;
              /** @example 150.00 */
              balanceAfter: unknown;
              /** @example order */
              reason: unknown;
              /** @example order-1001 */
              reference: unknown;
              /** @example order-1001-award */
              key: unknown;
              /** @example 2027-01-15T08:30:00.000Z */
              changedAt: unknown;
              /** @example console */
              service: unknown;
              /** @example person-17 */
              actor: unknown;
            }[];
            /** @description Credit that can be spent, and until when */
            lots: {
              /** @example 150.00 */
              amount: unknown;
              /** @example 150.00 */
              remaining: unknown;
              /** @example 2027-06-30 */
              expiresOn: unknown;
            }[];
            /** @description Expiry warnings that were given */
            expiryWarnings: {
              /** @example 2027-06-30 */
              expiresOn: unknown;
              /** @example 50.00 */
              amount: unknown;
            }[];
            /** @description What could not be taken back, because it was spent */
            shortfalls: {
              /** @example 20.00 */
              amount: unknown;
              /** @example 20.00 */
              open: unknown;
              /** @example false */
              isOwed: unknown;
              /** @example order-cancelled */
              reason: unknown;
              /** @example order-1001 */
              reference: unknown;
              /** @example order-1001-cancelled */
              key: unknown;
              /** @example 2027-01-15T08:30:00.000Z */
              recordedAt: unknown;
              /** @example console */
              service: unknown;
              /** @example person-17 */
              actor: unknown;
            }[];
            /** @description System e-mails */
            mails: {
              /** @example credit */
              kind: unknown;
              /** @example sent */
              state: unknown;
              /** @example null */
              reason: unknown;
              /**
               * @example [
               *       {
               *         "amount": "150.00",
               *         "reason": "order"
               *       }
               *     ]
               */
              changes: unknown;
              /** @example 2027-01-15T08:30:00.000Z */
              createdAt: unknown;
              /** @example 2027-01-15T08:30:00.000Z */
              settledAt: unknown;
            }[];
            /** @description Rewards that the person or the address was given, each once */
            rewards: {
              /** @example newsletter */
              reward: unknown;
              /** @example 50.00 */
              amount: unknown;
              /** @example 0.00 */
              returnable: unknown;
              /** @example 2027-01-15T08:30:00.000Z */
              grantedAt: unknown;
            }[];
            /** @description Sign-ups to the newsletter that were not rewarded yet */
            signUps: {
              /** @example 2027-01-15T08:30:00.000Z */
              signedUpAt: unknown;
              /** @example false */
              hasLeft: unknown;
            }[];
            /** @description Wrong PINs that were typed for the address since the last right one */
            wrongPins: {
              /** @example 1 */
              failures: unknown;
              /** @example 2027-01-15T08:30:00.000Z */
              failedAt: unknown;
              /** @example null */
              lockedUntil: unknown;
            }[];
            /** @description Why the address of the customer does not count as theirs */
            addressConflict: {
              /** @example same-address */
              problem: unknown;
              /** @example 2027-01-15T08:30:00.000Z */
              foundAt: unknown;
            }[];
            /** @description What people changed of the customer, or read */
            changes: {
              /** @example email-changed */
              what: unknown;
              /** @example 2027-01-15T08:30:00.000Z */
              changedAt: unknown;
              /** @example console */
              service: unknown;
              /** @example person-17 */
              actor: unknown;
            }[];
          };
          /** @description What is held and not shown, each with the reason */
          leftOut: {
            /** @example the PIN */
            what: string;
            /** @example A secret; the file says whether there is one. */
            why: string;
          }[];
        };
        'ecomail-sync'?: {
          /** @example ecomail-sync */
          service: string;
          addresses: string[];
          /** @example {} */
          parts: {
            [key: string]: unknown;
          };
          /** @description What is held and not shown, each with the reason */
          leftOut: {
            /** @example the PIN */
            what: string;
            /** @example A secret; the file says whether there is one. */
            why: string;
          }[];
        };
        'webhook-gateway'?: {
          /** @example webhook-gateway */
          service: string;
          addresses: string[];
          /** @example {} */
          parts: {
            [key: string]: unknown;
          };
          /** @description What is held and not shown, each with the reason */
          leftOut: {
            /** @example the PIN */
            what: string;
            /** @example A secret; the file says whether there is one. */
            why: string;
          }[];
        };
        'dead-letters'?: {
          /** @example dead-letters */
          service: string;
          addresses: string[];
          /** @example {} */
          parts: {
            [key: string]: unknown;
          };
          /** @description What is held and not shown, each with the reason */
          leftOut: {
            /** @example the PIN */
            what: string;
            /** @example A secret; the file says whether there is one. */
            why: string;
          }[];
        };
      } & {
        [key: string]: unknown;
      };
      /** @description Whose part is missing, with `?partial=true`; else such a file is refused */
      missing: components['schemas']['MissingService'][];
    };
    AwardBody: {
      /** @example order */
      reason: string;
      /** @example 2026001234 */
      reference?: string | null;
      /**
       * @description False: fields are written, nobody is notified
       * @default true
       */
      announce?: boolean;
      /**
       * @description Either this or reward
       * @example 150.00
       */
      amount?: string;
      /** @enum {string} */
      reward?: 'newsletter';
      /**
       * @description The last day to spend them
       * @example 2027-12-31
       */
      expiresOn?: string | null;
    };
    CreditAnswer: {
      /** Format: uuid */
      entryId: string | null;
      /**
       * @description What was really moved: at most what is left to take, or to give back
       * @example 150.00
       */
      amount: string | null;
      /**
       * @description After this entry and what followed from it at once; of a duplicate, as it was then
       * @example 150.00
       */
      balance: string | null;
      /**
       * @description What a revocation could not take, because it was spent: recorded, or owed, as the shop decided
       * @example null
       */
      shortfall: string | null;
      duplicate: boolean;
    };
    SpendBody: {
      /** @example order */
      reason: string;
      /** @example 2026001234 */
      reference?: string | null;
      /**
       * @description False: fields are written, nobody is notified
       * @default true
       */
      announce?: boolean;
      /** @example 20.00 */
      amount: string;
    };
    RevocationBody: {
      /** @example order */
      reason: string;
      /** @example 2026001234 */
      reference?: string | null;
      /**
       * @description False: fields are written, nobody is notified
       * @default true
       */
      announce?: boolean;
      /** @description The entry of the award to take back; or awardKey, or reward */
      entryId?: string;
      /**
       * @description The Idempotency-Key under which the same service awarded it by HTTP
       * @example order-4711-award
       */
      awardKey?: string;
      /** @enum {string} */
      reward?: 'newsletter';
      /**
       * @description Without it: all that is left
       * @example 50.00
       */
      amount?: string;
    };
    CancellationBody: {
      /** @example order */
      reason: string;
      /** @example 2026001234 */
      reference?: string | null;
      /**
       * @description False: fields are written, nobody is notified
       * @default true
       */
      announce?: boolean;
      /** @description The entry of the spending to give back; or spendingKey */
      entryId?: string;
      /**
       * @description The Idempotency-Key under which the same service spent it by HTTP
       * @example order-4711-spend
       */
      spendingKey?: string;
      /**
       * @description Without it: all that was not given back yet
       * @example 5.00
       */
      amount?: string;
    };
    AwardCredit: Record<string, never>;
    RevokeCredit: Record<string, never>;
    SpendCredit: Record<string, never>;
    CancelSpending: Record<string, never>;
    WarningText: {
      /** @example Zákazníci dostanou tyto e-maily dvakrát. */
      cs: string;
      /** @example Customers get these e-mails twice. */
      en: string;
    };
    MailWarningView: {
      /** @enum {string} */
      code: 'sent-twice' | 'switched-off' | 'no-mail-server';
      kinds: ('credit' | 'expiry' | 'pin')[];
      text: components['schemas']['WarningText'];
    };
    MailSettingsView: {
      /** @enum {string} */
      credit: 'off' | 'system' | 'ecomail';
      /** @enum {string} */
      pin: 'off' | 'system' | 'ecomail';
      /**
       * @description By the shop's `expiryNotice.target`
       * @enum {string}
       */
      expiry: 'off' | 'system' | 'ecomail';
      /** @description The shop's switch over all of them */
      systemMails: boolean;
      senderName: string | null;
      replyTo: string | null;
      contactEmail: string | null;
      /** @example 300 */
      quietSeconds: number;
      warnings: components['schemas']['MailWarningView'][];
    };
    MailSettingsBody: {
      /**
       * @description Who e-mails changes of credit: nobody, this system, or automations at Ecomail
       * @default system
       * @enum {string}
       */
      credit?: 'off' | 'system' | 'ecomail';
      /**
       * @description Who e-mails PINs: nobody, this system, or automations at Ecomail
       * @default system
       * @enum {string}
       */
      pin?: 'off' | 'system' | 'ecomail';
      /**
       * @description Null: the name of the shop
       * @example Pekárna
       */
      senderName?: string | null;
      /** @example help@shop.test */
      replyTo?: string | null;
      /**
       * @description Who at the shop is told that the connection to Ecomail stopped; null: the reply address
       * @example owner@shop.test
       */
      contactEmail?: string | null;
      /**
       * @description A customer gets at most one e-mail of a kind in so many seconds; what happens meanwhile is in the next
       * @default 300
       */
      quietSeconds?: number;
    };
    MailView: {
      /** Format: uuid */
      id: string;
      /** Format: uuid */
      customerId: string;
      /** @enum {string} */
      kind: 'credit' | 'expiry' | 'pin';
      /** @enum {string} */
      state: 'waiting' | 'sending' | 'sent' | 'refused' | 'dropped';
      /**
       * @description Why it was refused by the mail server or dropped (net-zero, pin-gone, merged, too-old), or what the last attempt met
       * @example smtp-550
       */
      reason: string | null;
      attempts: number;
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      settledAt: string | null;
    };
    MailsPage: {
      items: components['schemas']['MailView'][];
      /** @description `before` of the next page; null on the last one */
      next: string | null;
    };
    MailPreview: {
      /** @example Pekárna */
      senderName: string;
      replyTo: string | null;
      /** @example Na konto vám přibylo 150 kreditů */
      subject: string;
      /** @example <p>Na konto vám přibylo 150 kreditů.</p> */
      html: string;
      /** @example Na konto vám přibylo 150 kreditů. */
      text: string;
    };
    ConnectionChanged: Record<string, never>;
    ImportView: {
      /** Format: uuid */
      id: string;
      /**
       * @description stopped: its run was cancelled or failed; what was done stays, and start goes on
       * @enum {string}
       */
      state: 'checked' | 'running' | 'paused' | 'stopped' | 'done';
      /**
       * Format: uuid
       * @description The run that carries it out; null before its start, and while another file of the shop is first
       */
      runId: string | null;
      /** @enum {string} */
      encoding: 'utf8' | 'utf16le' | 'win1250';
      /** @example ; */
      delimiter: string;
      /**
       * @description Columns that mean nothing here
       * @example [
       *       "věk"
       *     ]
       */
      ignoredColumns: string[];
      /** @description Lines beside the header */
      lines: number;
      invalid: number;
      /** @description Waiting to be carried out */
      ready: number;
      done: number;
      /** @description Could not be carried out */
      failed: number;
      /** @description Customers that the lines create */
      creates: number;
      /** @description Lines about customers who exist, or were named before */
      updates: number;
      /**
       * @description All that the lines award
       * @example 12500.00
       */
      credits: string;
      announce: boolean;
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      finishedAt: string | null;
    };
    ProblemText: {
      /** @example Není to e-mailová adresa. */
      cs: string;
      /** @example This is no e-mail address. */
      en: string;
    };
    ImportProblemView: {
      /**
       * @description As a text editor counts
       * @example 17
       */
      line: number;
      /** @enum {string|null} */
      column:
        | 'email'
        | 'firstName'
        | 'lastName'
        | 'phone'
        | 'registered'
        | 'group'
        | 'credits'
        | 'expiresOn'
        | 'pin'
        | 'consent'
        | 'newsletterRewardPaid'
        | 'reference'
        | null;
      /** @enum {string} */
      code:
        | 'email-missing'
        | 'email-invalid'
        | 'text-too-long'
        | 'text-unreadable'
        | 'phone-invalid'
        | 'amount-invalid'
        | 'amount-ambiguous'
        | 'amount-negative'
        | 'day-invalid'
        | 'day-past'
        | 'yes-or-no'
        | 'pin-invalid'
        | 'pin-of-registered'
        | 'too-many-cells'
        | 'person-erased'
        | 'not-applied'
        | 'not-in-time'
        | 'balance-too-large';
      text: components['schemas']['ProblemText'];
    };
    ImportProblemsPage: {
      items: components['schemas']['ImportProblemView'][];
      /** @description `before` of the next page; null on the last one */
      next: string | null;
    };
    ImportStartBody: {
      /**
       * @description True: customers are notified of what they get
       * @default false
       */
      announce?: boolean;
      /**
       * @description True: lines with problems are left out; else a file with any is not begun
       * @default false
       */
      skipInvalid?: boolean;
    };
    FiguresView: {
      /**
       * @description Awards and rewards
       * @example 120.00
       */
      given: string;
      /**
       * @description Awards taken back
       * @example 10.00
       */
      takenBack: string;
      /** @example 45.50 */
      spent: string;
      /**
       * @description Spendings that were cancelled
       * @example 0.00
       */
      givenBack: string;
      /** @example 5.00 */
      lapsed: string;
      /** @example 3 */
      newCustomers: number;
      /**
       * @description Also of customers who were known before
       * @example 2
       */
      registrations: number;
    };
    ReasonSumView: {
      /** @enum {string} */
      kind: 'award' | 'spend' | 'revoke' | 'return' | 'lapse';
      /** @example order */
      reason: string;
      /** @example 120.00 */
      amount: string;
      /** @example 12 */
      entries: number;
    };
    DayFiguresView: {
      /**
       * @description Awards and rewards
       * @example 120.00
       */
      given: string;
      /**
       * @description Awards taken back
       * @example 10.00
       */
      takenBack: string;
      /** @example 45.50 */
      spent: string;
      /**
       * @description Spendings that were cancelled
       * @example 0.00
       */
      givenBack: string;
      /** @example 5.00 */
      lapsed: string;
      /** @example 3 */
      newCustomers: number;
      /**
       * @description Also of customers who were known before
       * @example 2
       */
      registrations: number;
      /** @example 2027-01-15 */
      day: string;
      reasons: components['schemas']['ReasonSumView'][];
    };
    SumsView: {
      /** @example 2027-01-01 */
      from: string;
      /** @example 2027-01-31 */
      to: string;
      total: components['schemas']['FiguresView'];
      /** @description Every day, also those on which nothing happened */
      days: components['schemas']['DayFiguresView'][];
    };
    LapseWeekView: {
      /**
       * @description A Monday, or today
       * @example 2027-01-11
       */
      from: string;
      /**
       * @description A Sunday
       * @example 2027-01-17
       */
      to: string;
      /**
       * @description What lapses after its last day in this week
       * @example 840.00
       */
      amount: string;
      /** @example 12 */
      customers: number;
      /**
       * @description Awards of which something is left
       * @example 15
       */
      lots: number;
    };
    LapseWeeksView: {
      weeks: components['schemas']['LapseWeekView'][];
    };
    CustomerLapseView: {
      /** Format: uuid */
      customerId: string;
      /** @example jana.novakova@shop.test */
      email: string;
      /** @example Jana */
      firstName: string | null;
      /** @example Nováková */
      lastName: string | null;
      /**
       * @description What the customer loses in the week
       * @example 120.00
       */
      amount: string;
      /**
       * @description The last day of what lapses first
       * @example 2027-01-15
       */
      firstDay: string;
      /** @example 150.00 */
      balance: string;
    };
    CustomerLapsesPage: {
      items: components['schemas']['CustomerLapseView'][];
      /** @description `before` of the next page; null on the last one */
      next: string | null;
    };
    RunView: {
      /** Format: uuid */
      id: string;
      /** @example activation */
      kind: string;
      /** @example demo */
      shopId: string;
      /** @enum {string} */
      state: 'waiting' | 'running' | 'paused' | 'done' | 'failed' | 'cancelled';
      /** @example members */
      step: string;
      /** @description Null: not known yet */
      total: number | null;
      done: number;
      /** @description Attempts that did not go well */
      failed: number;
      /** @description Stable: why it failed, was cancelled, or why the last attempt did not go well */
      reason: string | null;
      detail: string | null;
      /** @description The person or the service that asked for it */
      actor: string | null;
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      changedAt: string;
      /** Format: date-time */
      finishedAt: string | null;
    };
    RunsPage: {
      items: components['schemas']['RunView'][];
      /** @description `before` of the next page; null on the last one */
      next: string | null;
    };
    Problem: {
      /**
       * @description The code as a URN
       * @example urn:ellity:problem:request-invalid
       */
      type: string;
      /**
       * @description The status in words
       * @example Bad Request
       */
      title: string;
      /** @example 400 */
      status: number;
      /**
       * @description Stable, for programs
       * @example request-invalid
       */
      code: string;
      /**
       * @description For people: what is wrong and what to do
       * @example Some fields break their rules; see errors.
       */
      detail: string;
      errors?: {
        /**
         * @description The path of the field
         * @example expiryNotice.leadDays
         */
        field: string;
        /**
         * @description The rule that it breaks
         * @example leadDays must not be greater than 365
         */
        problem: string;
        /**
         * @description Names the rule, for programs
         * @example max
         */
        rule?: string;
        /**
         * @description The numbers of the rule
         * @example [
         *       365
         *     ]
         */
        limits?: number[];
      }[];
      /** @description For the merchant, where the refusal is one that a merchant can do something about */
      texts?: {
        /**
         * @description In Czech
         * @example Vybraný seznam kontaktů v Ecomailu není.
         */
        cs: string;
        /**
         * @description In English
         * @example Ecomail does not have the chosen list.
         */
        en: string;
      };
      /**
       * @description Names the request in the log
       * @example 01JDCM2Z9Q
       */
      requestId?: string;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  ShopsController_list: {
    parameters: {
      query?: {
        limit?: number;
        /** @description `next` of the page before */
        before?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "id": "demo",
           *           "name": "Demo shop",
           *           "timeZone": "Europe/Prague",
           *           "language": "cs",
           *           "expiryDays": null,
           *           "expiryMonths": null,
           *           "nightHour": 2,
           *           "pinLength": 6,
           *           "lapsedReturns": "lapse",
           *           "shortfallRule": "stop",
           *           "newsletterReward": "50.00",
           *           "rewardedSignUps": "any",
           *           "newsletterTakenBack": true,
           *           "registrationReward": "20.00",
           *           "expiryNotice": {
           *             "target": "none",
           *             "leadDays": 1
           *           },
           *           "systemMails": true,
           *           "unknownConsent": "granted"
           *         }
           *       ],
           *       "next": null
           *     }
           */
          'application/json': components['schemas']['ShopsPage'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  ShopsController_create: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key of the same service with the same body counts once and gets the first answer, for 30 days */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "newsletterReward": "50.00",
         *       "registrationReward": "20.00",
         *       "id": "demo",
         *       "name": "Demo shop"
         *     }
         */
        'application/json': components['schemas']['ShopBody'];
      };
    };
    responses: {
      201: {
        headers: {
          /** @description Of this state; give it back as If-Match */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "demo",
           *       "name": "Demo shop",
           *       "timeZone": "Europe/Prague",
           *       "language": "cs",
           *       "expiryDays": null,
           *       "expiryMonths": null,
           *       "nightHour": 2,
           *       "pinLength": 6,
           *       "lapsedReturns": "lapse",
           *       "shortfallRule": "stop",
           *       "newsletterReward": "50.00",
           *       "rewardedSignUps": "any",
           *       "newsletterTakenBack": true,
           *       "registrationReward": "20.00",
           *       "expiryNotice": {
           *         "target": "none",
           *         "leadDays": 1
           *       },
           *       "systemMails": true,
           *       "unknownConsent": "granted"
           *     }
           */
          'application/json': components['schemas']['ShopView'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description shop-exists */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description key-reused */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  ShopsController_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        shopId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          /** @description Of this state; give it back as If-Match */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "demo",
           *       "name": "Demo shop",
           *       "timeZone": "Europe/Prague",
           *       "language": "cs",
           *       "expiryDays": null,
           *       "expiryMonths": null,
           *       "nightHour": 2,
           *       "pinLength": 6,
           *       "lapsedReturns": "lapse",
           *       "shortfallRule": "stop",
           *       "newsletterReward": "50.00",
           *       "rewardedSignUps": "any",
           *       "newsletterTakenBack": true,
           *       "registrationReward": "20.00",
           *       "expiryNotice": {
           *         "target": "none",
           *         "leadDays": 1
           *       },
           *       "systemMails": true,
           *       "unknownConsent": "granted"
           *     }
           */
          'application/json': components['schemas']['ShopView'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  ShopsController_change: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what was read before. Must be given in the name of a person; a service on its own account may leave it out, and overwrites then */
        'If-Match'?: string;
        /** @description The same key of the same service with the same body counts once and gets the first answer, for 30 days */
        'Idempotency-Key'?: string;
      };
      path: {
        shopId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "newsletterReward": "50.00",
         *       "registrationReward": "20.00",
         *       "name": "Demo shop"
         *     }
         */
        'application/json': components['schemas']['ShopChangeBody'];
      };
    };
    responses: {
      200: {
        headers: {
          /** @description Of this state; give it back as If-Match */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "demo",
           *       "name": "Demo shop",
           *       "timeZone": "Europe/Prague",
           *       "language": "cs",
           *       "expiryDays": null,
           *       "expiryMonths": null,
           *       "nightHour": 2,
           *       "pinLength": 6,
           *       "lapsedReturns": "lapse",
           *       "shortfallRule": "stop",
           *       "newsletterReward": "50.00",
           *       "rewardedSignUps": "any",
           *       "newsletterTakenBack": true,
           *       "registrationReward": "20.00",
           *       "expiryNotice": {
           *         "target": "none",
           *         "leadDays": 1
           *       },
           *       "systemMails": true,
           *       "unknownConsent": "granted"
           *     }
           */
          'application/json': components['schemas']['ShopView'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Precondition Failed */
      412: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description key-reused */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Precondition Required */
      428: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  ShopsController_history: {
    parameters: {
      query?: {
        limit?: number;
        /** @description `next` of the page before */
        before?: string;
      };
      header?: never;
      path: {
        shopId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "part": "shop",
           *           "service": "console",
           *           "actor": "person-17",
           *           "changedAt": "2027-01-15T08:30:00.000Z",
           *           "changes": [
           *             {
           *               "field": "expiryNotice.leadDays",
           *               "from": 14,
           *               "to": 30
           *             }
           *           ]
           *         }
           *       ],
           *       "next": null
           *     }
           */
          'application/json': components['schemas']['SettingsHistoryPage'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  AccountsController_account: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        shopId: string;
        customerId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *       "email": "jana.novakova@shop.test",
           *       "firstName": null,
           *       "lastName": null,
           *       "phone": null,
           *       "registered": true,
           *       "group": null,
           *       "referralCode": null,
           *       "referralLink": null,
           *       "marketingConsent": "granted",
           *       "balance": "150.00",
           *       "hasPin": true,
           *       "sequence": "1795420800000000",
           *       "spendable": "150.00",
           *       "nextExpiration": {
           *         "date": "2027-12-31",
           *         "amount": "150.00"
           *       },
           *       "lots": [
           *         {
           *           "id": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *           "amount": "150.00",
           *           "remaining": "20.00",
           *           "expiresOn": "2027-12-31"
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['AccountView'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  AccountsController_entries: {
    parameters: {
      query?: {
        limit?: number;
        /** @description `next` of the page before */
        before?: string;
      };
      header?: never;
      path: {
        shopId: string;
        customerId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "id": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *           "sequence": "1795420800000000",
           *           "kind": "award",
           *           "amount": "-20.00",
           *           "balanceAfter": "130.00",
           *           "reason": "order",
           *           "reference": null,
           *           "service": null,
           *           "actor": null,
           *           "changedAt": "2027-01-15T08:30:00.000Z"
           *         }
           *       ],
           *       "next": null
           *     }
           */
          'application/json': components['schemas']['EntriesPage'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  ReconciliationController_of: {
    parameters: {
      query?: {
        /** @description The beginning of an hour: counts by hour from then on, and those before it as one sum */
        since?: string;
      };
      header?: never;
      path: {
        shopId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "customers": 1,
           *       "entries": 1,
           *       "balances": "150.00",
           *       "entriesTotal": "150.00",
           *       "lotsRemaining": "150.00",
           *       "addressConflicts": 1,
           *       "isBalanced": true,
           *       "messages": [
           *         {
           *           "type": "loyalty.CreditChanged.v1",
           *           "published": 1,
           *           "waiting": 1
           *         }
           *       ],
           *       "hours": [
           *         {
           *           "type": "loyalty.CreditChanged.v1",
           *           "published": 1,
           *           "waiting": 1,
           *           "hour": null
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['Reconciliation'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  ShortfallsController_list: {
    parameters: {
      query?: {
        limit?: number;
        /** @description `next` of the page before */
        before?: string;
      };
      header?: never;
      path: {
        shopId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "id": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *           "customerId": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *           "awardId": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *           "amount": "60.00",
           *           "open": "20.00",
           *           "isOwed": true,
           *           "reason": "order-cancelled",
           *           "reference": null,
           *           "recordedAt": "2027-01-15T08:30:00.000Z"
           *         }
           *       ],
           *       "next": null
           *     }
           */
          'application/json': components['schemas']['ShortfallsPage'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PinsController_issue: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key of the same service with the same body counts once and gets the first answer, for 30 days */
        'Idempotency-Key'?: string;
      };
      path: {
        shopId: string;
        customerId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description customer-registered */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description key-reused */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PinsController_drop: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key of the same service with the same body counts once and gets the first answer, for 30 days */
        'Idempotency-Key'?: string;
      };
      path: {
        shopId: string;
        customerId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description key-reused */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PinsController_send: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key of the same service with the same body counts once and gets the first answer, for 30 days */
        'Idempotency-Key'?: string;
      };
      path: {
        shopId: string;
        customerId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description customer-registered, no-pin */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description key-reused */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PinVerificationController_verify: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        shopId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "email": "jana.novakova@shop.test",
         *       "pin": "0471"
         *     }
         */
        'application/json': components['schemas']['PinVerificationBody'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "isVerified": true,
           *       "customerId": null
           *     }
           */
          'application/json': components['schemas']['PinVerificationView'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description pin-locked */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  NightsController_list: {
    parameters: {
      query?: {
        limit?: number;
        /** @description `next` of the page before */
        before?: string;
      };
      header?: never;
      path: {
        shopId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "localDate": "2027-01-15",
           *           "lapsed": 3,
           *           "lapsedAmount": "120.00",
           *           "warned": 5,
           *           "finishedAt": null
           *         }
           *       ],
           *       "next": null
           *     }
           */
          'application/json': components['schemas']['NightsPage'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  NightsController_run: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        shopId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "localDate": "2027-01-15"
         *     }
         */
        'application/json': components['schemas']['NightBody'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "localDate": "2027-01-15",
           *       "lapsed": 3,
           *       "lapsedAmount": "120.00",
           *       "warned": 5,
           *       "finishedAt": null,
           *       "ranBefore": null
           *     }
           */
          'application/json': components['schemas']['NightRunView'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description night-ahead, night-under-way */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  NightsController_preview: {
    parameters: {
      query: {
        leadDays: number;
      };
      header?: never;
      path: {
        shopId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "customers": 480,
           *       "warnings": 512,
           *       "amount": "10400.00"
           *     }
           */
          'application/json': components['schemas']['WarningsPreviewView'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  CustomersController_find: {
    parameters: {
      query?: {
        limit?: number;
        /** @description `next` of the page before */
        before?: string;
        /** @description The customer who has this address */
        email?: string;
        /** @description Words of names, addresses or phone numbers, without regard to case and diacritics; all must occur, those of one or two letters at the beginning of a word */
        search?: string;
        /** @description False: anonymous customers only */
        registered?: boolean;
        group?: string;
        consent?: 'granted' | 'denied' | 'unknown';
        /** @description At least this balance */
        balanceFrom?: string;
        /** @description At most this balance */
        balanceTo?: string;
        sort?: 'newest' | 'name' | 'balance';
      };
      header?: never;
      path: {
        shopId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "id": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *           "email": "jana.novakova@shop.test",
           *           "firstName": null,
           *           "lastName": null,
           *           "phone": null,
           *           "registered": true,
           *           "group": null,
           *           "referralCode": null,
           *           "referralLink": null,
           *           "marketingConsent": "granted",
           *           "balance": "150.00",
           *           "hasPin": true,
           *           "sequence": "1795420800000000"
           *         }
           *       ],
           *       "next": null
           *     }
           */
          'application/json': components['schemas']['CustomerList'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  CustomersController_register: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key of the same service with the same body counts once and gets the first answer, for 30 days */
        'Idempotency-Key'?: string;
      };
      path: {
        shopId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "email": "jana.novakova@shop.test",
         *       "firstName": "Jana",
         *       "lastName": "Nováková",
         *       "phone": "+420601002003",
         *       "group": "VIP",
         *       "referralCode": "JANA7K2M",
         *       "referralLink": "https://shop.test/?ref=JANA7K2M",
         *       "registered": true
         *     }
         */
        'application/json': components['schemas']['RegistrationBody'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *       "email": "jana.novakova@shop.test",
           *       "firstName": null,
           *       "lastName": null,
           *       "phone": null,
           *       "registered": true,
           *       "group": null,
           *       "referralCode": null,
           *       "referralLink": null,
           *       "marketingConsent": "granted",
           *       "balance": "150.00",
           *       "hasPin": true,
           *       "sequence": "1795420800000000"
           *     }
           */
          'application/json': components['schemas']['CustomerView'];
        };
      };
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *       "email": "jana.novakova@shop.test",
           *       "firstName": null,
           *       "lastName": null,
           *       "phone": null,
           *       "registered": true,
           *       "group": null,
           *       "referralCode": null,
           *       "referralLink": null,
           *       "marketingConsent": "granted",
           *       "balance": "150.00",
           *       "hasPin": true,
           *       "sequence": "1795420800000000"
           *     }
           */
          'application/json': components['schemas']['CustomerView'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description key-reused */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  CustomersController_changeEmail: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key of the same service with the same body counts once and gets the first answer, for 30 days */
        'Idempotency-Key'?: string;
      };
      path: {
        shopId: string;
        customerId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "email": "jana.novakova@shop.test"
         *     }
         */
        'application/json': components['schemas']['EmailQuery'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *       "email": "jana.novakova@shop.test",
           *       "firstName": null,
           *       "lastName": null,
           *       "phone": null,
           *       "registered": true,
           *       "group": null,
           *       "referralCode": null,
           *       "referralLink": null,
           *       "marketingConsent": "granted",
           *       "balance": "150.00",
           *       "hasPin": true,
           *       "sequence": "1795420800000000"
           *     }
           */
          'application/json': components['schemas']['CustomerView'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description address-taken */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description key-reused */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  CustomersController_republish: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key of the same service with the same body counts once and gets the first answer, for 30 days */
        'Idempotency-Key'?: string;
      };
      path: {
        shopId: string;
        customerId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description key-reused */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  CustomerStatesController_page: {
    parameters: {
      query?: {
        limit?: number;
        /** @description `next` of the page before */
        before?: string;
      };
      header?: never;
      path: {
        shopId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "customerId": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *           "profile": {
           *             "sequence": "1795420800000000",
           *             "data": {
           *               "email": "jana.novakova@shop.test",
           *               "firstName": "Jana",
           *               "lastName": "Nováková",
           *               "phone": "+420601002003",
           *               "registered": true,
           *               "group": "VIP",
           *               "referralCode": "JANA7K2M",
           *               "referralLink": "https://shop.test/?ref=JANA7K2M",
           *               "marketingConsent": "granted"
           *             }
           *           },
           *           "pin": {
           *             "sequence": "1795420800000000",
           *             "data": {
           *               "pin": null,
           *               "announce": true
           *             }
           *           },
           *           "credit": {
           *             "sequence": "1795420800000000",
           *             "data": {
           *               "balance": "150.00",
           *               "change": {
           *                 "amount": "150.00",
           *                 "reason": "order",
           *                 "entryId": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b10",
           *                 "reference": "2026001234"
           *               },
           *               "nextExpiration": {
           *                 "date": "2027-11-23",
           *                 "amount": "150.00"
           *               },
           *               "changedAt": "2026-11-23T08:15:30.123Z",
           *               "announce": true
           *             }
           *           }
           *         }
           *       ],
           *       "next": null
           *     }
           */
          'application/json': components['schemas']['CustomerStatesPage'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  ConsentsController_list: {
    parameters: {
      query?: {
        limit?: number;
        /** @description `next` of the page before */
        before?: string;
      };
      header?: never;
      path: {
        shopId: string;
        customerId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "marketingConsent": "granted",
           *           "decidedAt": "2027-01-15T08:30:00.000Z",
           *           "recordedAt": "2027-01-15T08:30:00.000Z",
           *           "source": "checkout",
           *           "proof": "newsletter box in the account, wording of 2026-09",
           *           "service": "shop-adapter",
           *           "actor": "person-17"
           *         }
           *       ],
           *       "next": null
           *     }
           */
          'application/json': components['schemas']['ConsentsPage'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  ConsentsController_record: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key of the same service with the same body counts once and gets the first answer, for 30 days */
        'Idempotency-Key'?: string;
      };
      path: {
        shopId: string;
        customerId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "marketingConsent": "granted",
         *       "decidedAt": "2026-11-23T08:15:30.123Z",
         *       "source": "checkout",
         *       "proof": "newsletter box in the account, wording of 2026-09"
         *     }
         */
        'application/json': components['schemas']['ConsentBody'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *       "email": "jana.novakova@shop.test",
           *       "firstName": null,
           *       "lastName": null,
           *       "phone": null,
           *       "registered": true,
           *       "group": null,
           *       "referralCode": null,
           *       "referralLink": null,
           *       "marketingConsent": "granted",
           *       "balance": "150.00",
           *       "hasPin": true,
           *       "sequence": "1795420800000000"
           *     }
           */
          'application/json': components['schemas']['CustomerView'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description key-reused */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  ErasuresController_erase: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key of the same service with the same body counts once and gets the first answer, for 30 days */
        'Idempotency-Key'?: string;
      };
      path: {
        shopId: string;
        customerId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *       "customerId": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *       "state": "waiting",
           *       "requestedAt": "2027-01-15T08:30:00.000Z",
           *       "service": "console",
           *       "actor": null,
           *       "doneAt": null,
           *       "reminders": 1,
           *       "services": [
           *         {
           *           "service": "ecomail-sync",
           *           "doneAt": null,
           *           "places": [
           *             {
           *               "place": "consents",
           *               "action": "deleted",
           *               "count": 2
           *             }
           *           ]
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['ErasureView'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description key-reused */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  ErasuresController_list: {
    parameters: {
      query?: {
        limit?: number;
        /** @description `next` of the page before */
        before?: string;
      };
      header?: never;
      path: {
        shopId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "id": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *           "customerId": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *           "state": "waiting",
           *           "requestedAt": "2027-01-15T08:30:00.000Z",
           *           "service": "console",
           *           "actor": null,
           *           "doneAt": null,
           *           "reminders": 1,
           *           "services": [
           *             {
           *               "service": "ecomail-sync",
           *               "doneAt": null,
           *               "places": [
           *                 {
           *                   "place": "consents",
           *                   "action": "deleted",
           *                   "count": 2
           *                 }
           *               ]
           *             }
           *           ]
           *         }
           *       ],
           *       "next": null
           *     }
           */
          'application/json': components['schemas']['ErasuresPage'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  ErasuresController_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        shopId: string;
        erasureId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *       "customerId": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *       "state": "waiting",
           *       "requestedAt": "2027-01-15T08:30:00.000Z",
           *       "service": "console",
           *       "actor": null,
           *       "doneAt": null,
           *       "reminders": 1,
           *       "services": [
           *         {
           *           "service": "ecomail-sync",
           *           "doneAt": null,
           *           "places": [
           *             {
           *               "place": "consents",
           *               "action": "deleted",
           *               "count": 2
           *             }
           *           ]
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['ErasureView'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PersonFilesController_file: {
    parameters: {
      query?: {
        /** @description `true`: what can be had, where a service does not answer; `missing` names it */
        partial?: 'true' | 'false';
      };
      header?: never;
      path: {
        shopId: string;
        customerId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "shopId": "demo",
           *       "customerId": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *       "services": {
           *         "loyalty-core": {
           *           "service": "loyalty-core",
           *           "addresses": [
           *             "jana.novakova@shop.test"
           *           ],
           *           "parts": {
           *             "profile": [
           *               {
           *                 "email": "jana.novakova@shop.test",
           *                 "firstName": "Jana",
           *                 "lastName": "Nováková",
           *                 "phone": "+420601998877",
           *                 "group": "VIP",
           *                 "referralCode": "JANA-1",
           *                 "referralLink": "https://shop.test/?r=JANA-1",
           *                 "registered": true,
           *                 "marketingConsent": "granted",
           *                 "consentDecidedAt": "2027-01-15T08:30:00.000Z",
           *                 "hasPin": false,
           *                 "balance": "150.00",
           *                 "createdAt": "2027-01-15T08:30:00.000Z"
           *               }
           *             ],
           *             "consents": [
           *               {
           *                 "consent": "granted",
           *                 "decidedAt": "2027-01-15T08:30:00.000Z",
           *                 "recordedAt": "2027-01-15T08:30:00.000Z",
           *                 "source": "checkout",
           *                 "proof": "form newsletter-2, wording of 2026-05-01",
           *                 "service": "console",
           *                 "actor": "person-17"
           *               }
           *             ],
           *             "ledger": [
           *               {
           *                 "id": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *                 "kind": "award",
           *                 "amount": "150.00",
           *                 "balanceAfter": "150.00",
           *                 "reason": "order",
           *                 "reference": "order-1001",
           *                 "key": "order-1001-award",
           *                 "changedAt": "2027-01-15T08:30:00.000Z",
           *                 "service": "console",
           *                 "actor": "person-17"
           *               }
           *             ],
           *             "lots": [
           *               {
           *                 "amount": "150.00",
           *                 "remaining": "150.00",
           *                 "expiresOn": "2027-06-30"
           *               }
           *             ],
           *             "expiryWarnings": [
           *               {
           *                 "expiresOn": "2027-06-30",
           *                 "amount": "50.00"
           *               }
           *             ],
           *             "shortfalls": [
           *               {
           *                 "amount": "20.00",
           *                 "open": "20.00",
           *                 "isOwed": false,
           *                 "reason": "order-cancelled",
           *                 "reference": "order-1001",
           *                 "key": "order-1001-cancelled",
           *                 "recordedAt": "2027-01-15T08:30:00.000Z",
           *                 "service": "console",
           *                 "actor": "person-17"
           *               }
           *             ],
           *             "mails": [
           *               {
           *                 "kind": "credit",
           *                 "state": "sent",
           *                 "reason": null,
           *                 "changes": [
           *                   {
           *                     "amount": "150.00",
           *                     "reason": "order"
           *                   }
           *                 ],
           *                 "createdAt": "2027-01-15T08:30:00.000Z",
           *                 "settledAt": "2027-01-15T08:30:00.000Z"
           *               }
           *             ],
           *             "rewards": [
           *               {
           *                 "reward": "newsletter",
           *                 "amount": "50.00",
           *                 "returnable": "0.00",
           *                 "grantedAt": "2027-01-15T08:30:00.000Z"
           *               }
           *             ],
           *             "signUps": [
           *               {
           *                 "signedUpAt": "2027-01-15T08:30:00.000Z",
           *                 "hasLeft": false
           *               }
           *             ],
           *             "wrongPins": [
           *               {
           *                 "failures": 1,
           *                 "failedAt": "2027-01-15T08:30:00.000Z",
           *                 "lockedUntil": null
           *               }
           *             ],
           *             "addressConflict": [
           *               {
           *                 "problem": "same-address",
           *                 "foundAt": "2027-01-15T08:30:00.000Z"
           *               }
           *             ],
           *             "changes": [
           *               {
           *                 "what": "email-changed",
           *                 "changedAt": "2027-01-15T08:30:00.000Z",
           *                 "service": "console",
           *                 "actor": "person-17"
           *               }
           *             ]
           *           },
           *           "leftOut": [
           *             {
           *               "what": "the PIN",
           *               "why": "A secret; the file says whether there is one."
           *             }
           *           ]
           *         },
           *         "ecomail-sync": {
           *           "service": "ecomail-sync",
           *           "addresses": [
           *             "jana.novakova@shop.test"
           *           ],
           *           "parts": {},
           *           "leftOut": [
           *             {
           *               "what": "the PIN",
           *               "why": "A secret; the file says whether there is one."
           *             }
           *           ]
           *         },
           *         "webhook-gateway": {
           *           "service": "webhook-gateway",
           *           "addresses": [
           *             "jana.novakova@shop.test"
           *           ],
           *           "parts": {},
           *           "leftOut": [
           *             {
           *               "what": "the PIN",
           *               "why": "A secret; the file says whether there is one."
           *             }
           *           ]
           *         },
           *         "dead-letters": {
           *           "service": "dead-letters",
           *           "addresses": [
           *             "jana.novakova@shop.test"
           *           ],
           *           "parts": {},
           *           "leftOut": [
           *             {
           *               "what": "the PIN",
           *               "why": "A secret; the file says whether there is one."
           *             }
           *           ]
           *         }
           *       },
           *       "missing": [
           *         {
           *           "service": "webhook-gateway",
           *           "problem": "no-answer"
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['PersonFileView'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description file-incomplete: a service gave no answer in time */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  CreditCommandsController_award: {
    parameters: {
      query?: never;
      header: {
        /** @description The same key of the same service with the same body counts once, for ever */
        'Idempotency-Key': string;
      };
      path: {
        shopId: string;
        customerId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "reason": "order",
         *       "reference": "2026001234",
         *       "amount": "150.00",
         *       "expiresOn": "2027-12-31"
         *     }
         */
        'application/json': components['schemas']['AwardBody'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "entryId": null,
           *       "amount": "150.00",
           *       "balance": "150.00",
           *       "shortfall": null,
           *       "duplicate": true
           *     }
           */
          'application/json': components['schemas']['CreditAnswer'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Refused by the rules of credit; `code` says which */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description key-reused */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  CreditCommandsController_spend: {
    parameters: {
      query?: never;
      header: {
        /** @description The same key of the same service with the same body counts once, for ever */
        'Idempotency-Key': string;
      };
      path: {
        shopId: string;
        customerId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "reason": "order",
         *       "reference": "2026001234",
         *       "amount": "20.00"
         *     }
         */
        'application/json': components['schemas']['SpendBody'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "entryId": null,
           *       "amount": "150.00",
           *       "balance": "150.00",
           *       "shortfall": null,
           *       "duplicate": true
           *     }
           */
          'application/json': components['schemas']['CreditAnswer'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Refused by the rules of credit; `code` says which */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description key-reused */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  CreditCommandsController_revoke: {
    parameters: {
      query?: never;
      header: {
        /** @description The same key of the same service with the same body counts once, for ever */
        'Idempotency-Key': string;
      };
      path: {
        shopId: string;
        customerId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "reason": "order",
         *       "reference": "2026001234",
         *       "awardKey": "order-4711-award",
         *       "amount": "50.00"
         *     }
         */
        'application/json': components['schemas']['RevocationBody'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "entryId": null,
           *       "amount": "150.00",
           *       "balance": "150.00",
           *       "shortfall": null,
           *       "duplicate": true
           *     }
           */
          'application/json': components['schemas']['CreditAnswer'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Refused by the rules of credit; `code` says which */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description key-reused */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  CreditCommandsController_cancel: {
    parameters: {
      query?: never;
      header: {
        /** @description The same key of the same service with the same body counts once, for ever */
        'Idempotency-Key': string;
      };
      path: {
        shopId: string;
        customerId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "reason": "order",
         *       "reference": "2026001234",
         *       "spendingKey": "order-4711-spend",
         *       "amount": "5.00"
         *     }
         */
        'application/json': components['schemas']['CancellationBody'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "entryId": null,
           *       "amount": "150.00",
           *       "balance": "150.00",
           *       "shortfall": null,
           *       "duplicate": true
           *     }
           */
          'application/json': components['schemas']['CreditAnswer'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Refused by the rules of credit; `code` says which */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description key-reused */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  MailsController_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        shopId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          /** @description Of this state; give it back as If-Match */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "credit": "off",
           *       "pin": "off",
           *       "expiry": "off",
           *       "systemMails": true,
           *       "senderName": null,
           *       "replyTo": null,
           *       "contactEmail": null,
           *       "quietSeconds": 300,
           *       "warnings": [
           *         {
           *           "code": "sent-twice",
           *           "kinds": [
           *             "credit"
           *           ],
           *           "text": {
           *             "cs": "Zákazníci dostanou tyto e-maily dvakrát.",
           *             "en": "Customers get these e-mails twice."
           *           }
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['MailSettingsView'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  MailsController_change: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what was read before. Must be given in the name of a person; a service on its own account may leave it out, and overwrites then */
        'If-Match'?: string;
        /** @description The same key of the same service with the same body counts once and gets the first answer, for 30 days */
        'Idempotency-Key'?: string;
      };
      path: {
        shopId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "senderName": "Pekárna",
         *       "replyTo": "help@shop.test",
         *       "contactEmail": "owner@shop.test"
         *     }
         */
        'application/json': components['schemas']['MailSettingsBody'];
      };
    };
    responses: {
      200: {
        headers: {
          /** @description Of this state; give it back as If-Match */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "credit": "off",
           *       "pin": "off",
           *       "expiry": "off",
           *       "systemMails": true,
           *       "senderName": null,
           *       "replyTo": null,
           *       "contactEmail": null,
           *       "quietSeconds": 300,
           *       "warnings": [
           *         {
           *           "code": "sent-twice",
           *           "kinds": [
           *             "credit"
           *           ],
           *           "text": {
           *             "cs": "Zákazníci dostanou tyto e-maily dvakrát.",
           *             "en": "Customers get these e-mails twice."
           *           }
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['MailSettingsView'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Precondition Failed */
      412: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description key-reused */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Precondition Required */
      428: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  MailsController_list: {
    parameters: {
      query?: {
        limit?: number;
        /** @description `next` of the page before */
        before?: string;
        /** @description Those to this customer */
        customerId?: string;
      };
      header?: never;
      path: {
        shopId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "id": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *           "customerId": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *           "kind": "credit",
           *           "state": "waiting",
           *           "reason": "smtp-550",
           *           "attempts": 1,
           *           "createdAt": "2027-01-15T08:30:00.000Z",
           *           "settledAt": null
           *         }
           *       ],
           *       "next": null
           *     }
           */
          'application/json': components['schemas']['MailsPage'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  MailsController_preview: {
    parameters: {
      query?: {
        /** @description In place of the shop's language */
        language?: 'cs' | 'en';
      };
      header?: never;
      path: {
        shopId: string;
        customerId: string;
        kind: 'credit' | 'expiry' | 'pin';
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "senderName": "Pekárna",
           *       "replyTo": null,
           *       "subject": "Na konto vám přibylo 150 kreditů",
           *       "html": "<p>Na konto vám přibylo 150 kreditů.</p>",
           *       "text": "Na konto vám přibylo 150 kreditů."
           *     }
           */
          'application/json': components['schemas']['MailPreview'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description nothing-to-show */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  MailsController_previewHtml: {
    parameters: {
      query?: {
        /** @description In place of the shop's language */
        language?: 'cs' | 'en';
      };
      header?: never;
      path: {
        shopId: string;
        customerId: string;
        kind: 'credit' | 'expiry' | 'pin';
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description nothing-to-show */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  ImportsController_take: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        shopId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'text/csv': string;
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *       "state": "checked",
           *       "runId": null,
           *       "encoding": "utf8",
           *       "delimiter": ";",
           *       "ignoredColumns": [
           *         "věk"
           *       ],
           *       "lines": 1,
           *       "invalid": 1,
           *       "ready": 1,
           *       "done": 1,
           *       "failed": 1,
           *       "creates": 1,
           *       "updates": 1,
           *       "credits": "12500.00",
           *       "announce": true,
           *       "createdAt": "2027-01-15T08:30:00.000Z",
           *       "finishedAt": null
           *     }
           */
          'application/json': components['schemas']['ImportView'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description file-too-large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not a file that can be read; `code` says why */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  ImportsController_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        shopId: string;
        importId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *       "state": "checked",
           *       "runId": null,
           *       "encoding": "utf8",
           *       "delimiter": ";",
           *       "ignoredColumns": [
           *         "věk"
           *       ],
           *       "lines": 1,
           *       "invalid": 1,
           *       "ready": 1,
           *       "done": 1,
           *       "failed": 1,
           *       "creates": 1,
           *       "updates": 1,
           *       "credits": "12500.00",
           *       "announce": true,
           *       "createdAt": "2027-01-15T08:30:00.000Z",
           *       "finishedAt": null
           *     }
           */
          'application/json': components['schemas']['ImportView'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  ImportsController_problems: {
    parameters: {
      query?: {
        limit?: number;
        /** @description `next` of the page before */
        before?: string;
      };
      header?: never;
      path: {
        shopId: string;
        importId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "line": 17,
           *           "column": "email",
           *           "code": "email-missing",
           *           "text": {
           *             "cs": "Není to e-mailová adresa.",
           *             "en": "This is no e-mail address."
           *           }
           *         }
           *       ],
           *       "next": null
           *     }
           */
          'application/json': components['schemas']['ImportProblemsPage'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  ImportsController_start: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        shopId: string;
        importId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /** @example {} */
        'application/json': components['schemas']['ImportStartBody'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *       "state": "checked",
           *       "runId": null,
           *       "encoding": "utf8",
           *       "delimiter": ";",
           *       "ignoredColumns": [
           *         "věk"
           *       ],
           *       "lines": 1,
           *       "invalid": 1,
           *       "ready": 1,
           *       "done": 1,
           *       "failed": 1,
           *       "creates": 1,
           *       "updates": 1,
           *       "credits": "12500.00",
           *       "announce": true,
           *       "createdAt": "2027-01-15T08:30:00.000Z",
           *       "finishedAt": null
           *     }
           */
          'application/json': components['schemas']['ImportView'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description lines-invalid */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  ExportsController_customers: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        shopId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': string;
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description exports-busy: several files are being written out already */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  ExportsController_ledger: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        shopId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': string;
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description exports-busy: several files are being written out already */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  SumsController_view: {
    parameters: {
      query?: {
        /** @description The first day, of the shop; without it 30 days are shown */
        from?: string;
        /** @description The last day; without it today. At most 400 days */
        to?: string;
      };
      header?: never;
      path: {
        shopId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "from": "2027-01-01",
           *       "to": "2027-01-31",
           *       "total": {
           *         "given": "120.00",
           *         "takenBack": "10.00",
           *         "spent": "45.50",
           *         "givenBack": "0.00",
           *         "lapsed": "5.00",
           *         "newCustomers": 3,
           *         "registrations": 2
           *       },
           *       "days": [
           *         {
           *           "given": "120.00",
           *           "takenBack": "10.00",
           *           "spent": "45.50",
           *           "givenBack": "0.00",
           *           "lapsed": "5.00",
           *           "newCustomers": 3,
           *           "registrations": 2,
           *           "day": "2027-01-15",
           *           "reasons": [
           *             {
           *               "kind": "award",
           *               "reason": "order",
           *               "amount": "120.00",
           *               "entries": 12
           *             }
           *           ]
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['SumsView'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  LapsesController_weeks: {
    parameters: {
      query?: {
        weeks?: number;
      };
      header?: never;
      path: {
        shopId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "weeks": [
           *         {
           *           "from": "2027-01-11",
           *           "to": "2027-01-17",
           *           "amount": "840.00",
           *           "customers": 12,
           *           "lots": 15
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['LapseWeeksView'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  LapsesController_customers: {
    parameters: {
      query?: {
        limit?: number;
        /** @description `next` of the page before */
        before?: string;
        /** @description A day of the week asked for; without it this week, from today on */
        day?: string;
      };
      header?: never;
      path: {
        shopId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "customerId": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *           "email": "jana.novakova@shop.test",
           *           "firstName": "Jana",
           *           "lastName": "Nováková",
           *           "amount": "120.00",
           *           "firstDay": "2027-01-15",
           *           "balance": "150.00"
           *         }
           *       ],
           *       "next": null
           *     }
           */
          'application/json': components['schemas']['CustomerLapsesPage'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  RunsController_list: {
    parameters: {
      query?: {
        limit?: number;
        /** @description `next` of the page before */
        before?: string;
        /** @description runs of this shop only */
        shopId?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "id": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *           "kind": "activation",
           *           "shopId": "demo",
           *           "state": "waiting",
           *           "step": "members",
           *           "total": null,
           *           "done": 1,
           *           "failed": 1,
           *           "reason": null,
           *           "detail": null,
           *           "actor": null,
           *           "createdAt": "2027-01-15T08:30:00.000Z",
           *           "changedAt": "2027-01-15T08:30:00.000Z",
           *           "finishedAt": null
           *         }
           *       ],
           *       "next": null
           *     }
           */
          'application/json': components['schemas']['RunsPage'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  RunsController_show: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        runId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *       "kind": "activation",
           *       "shopId": "demo",
           *       "state": "waiting",
           *       "step": "members",
           *       "total": null,
           *       "done": 1,
           *       "failed": 1,
           *       "reason": null,
           *       "detail": null,
           *       "actor": null,
           *       "createdAt": "2027-01-15T08:30:00.000Z",
           *       "changedAt": "2027-01-15T08:30:00.000Z",
           *       "finishedAt": null
           *     }
           */
          'application/json': components['schemas']['RunView'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  RunsController_order: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key of the same service with the same body counts once and gets the first answer, for 30 days */
        'Idempotency-Key'?: string;
      };
      path: {
        runId: string;
        order: 'pause' | 'resume' | 'cancel';
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *       "kind": "activation",
           *       "shopId": "demo",
           *       "state": "waiting",
           *       "step": "members",
           *       "total": null,
           *       "done": 1,
           *       "failed": 1,
           *       "reason": null,
           *       "detail": null,
           *       "actor": null,
           *       "createdAt": "2027-01-15T08:30:00.000Z",
           *       "changedAt": "2027-01-15T08:30:00.000Z",
           *       "finishedAt": null
           *     }
           */
          'application/json': components['schemas']['RunView'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Its state does not allow it */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description key-reused */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PreviewController_preview: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "queue": "loyalty-core.credits",
         *       "body": "{\"specversion\":\"1.0\",\"type\":\"loyalty.AwardCredit.v1\",\"shopid\":\"demo\",\"data\":{}}"
         *     }
         */
        'application/json': components['schemas']['PreviewRequest'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "outcome": "would-apply"
           *     }
           */
          'application/json': components['schemas']['Preview'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description No handlers for that queue */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
}
