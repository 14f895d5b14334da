/** Generated from the OpenAPI document of ecomail-sync by `npm run api-types`; do not edit. */
export interface paths {
  '/connections': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The connections of all shops by shop, with state and reason; never a key */
    get: operations['ConnectionsController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/connections/{shopId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The connection as it is, without its key */
    get: operations['ConnectionController_show'];
    /** Activates the connection as a run: key, list, fields, members. May be repeated; 202 while it goes on */
    put: operations['ActivationController_activate'];
    post?: never;
    /** Ends the connection at once and leaves our fields; nobody is notified of what waits */
    delete: operations['DisconnectController_end'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/connections/{shopId}/pause': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Pauses the connection: nothing is sent to Ecomail, everything waits */
    post: operations['ConnectionMovesController_pause'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/connections/{shopId}/moves': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How the connection went from stage to stage: when, by whom and why; newest first */
    get: operations['ConnectionMovesController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/connections/{shopId}/contacts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Contacts of a shop by customer, such as those that Ecomail refuses, and why */
    get: operations['ContactsController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/contacts/{shopId}/{customerId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What the mirror holds of a customer, and what of it is stored at Ecomail; never the PIN */
    get: operations['ContactsController_show'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/contacts/{shopId}/{customerId}/fields': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What goes into the fields of a contact now, formatted as the list wants it; never the PIN */
    get: operations['ContactsController_fields'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/events/{shopId}/parked': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Frees or dismisses parked events, at most 1000 at once; the journal keeps who and why */
    post: operations['ParkedEventsController_decide'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/connections/{shopId}/test-event': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Sends a test event about a contact of the list; it tells of no change and counts nowhere */
    post: operations['TestEventsController_send'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/connections/{shopId}/repair': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The same list anew: missing fields are created, members read, every contact written. 202 while it goes on */
    post: operations['ActivationController_repair'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/connections/{shopId}/activation': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How far the last activation or repair came, step by step */
    get: operations['ActivationController_progress'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/connections/{shopId}/key': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Enters an API key, or changes that of a connection, once Ecomail accepted it; tells the lists of the account */
    put: operations['ListsController_enter'];
    /** Checks an API key and tells the lists of its account; keeps nothing */
    post: operations['KeyController_check'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/connections/{shopId}/resume': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Goes on after a pause, with the known key or a new one of the same account; nothing is written again */
    post: operations['KeyController_resume'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/connections/{shopId}/lists': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The lists of the account as they are now, by the key that was entered */
    get: operations['ListsController_lists'];
    put?: never;
    /** Creates a list at Ecomail; one of the same name is taken in place of a second one */
    post: operations['ListsController_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/connections/{shopId}/fields/check': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Looks for missing fields in the list now; the run that brings them, or null */
    post: operations['FieldsController_check'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/connections/{shopId}/disconnect': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Ends the connection and forgets its key; nobody is notified of what waits. 202 while a run empties our fields */
    post: operations['DisconnectController_disconnect'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/connections/{shopId}/test-mode': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whether only some addresses are written and notified, and who is kept back */
    get: operations['TestModeController_show'];
    /** From now on only these addresses are written and notified; all others wait */
    put: operations['TestModeController_set'];
    post?: never;
    /** Ends test mode: whoever waited is written, and notified once, of the newest state */
    delete: operations['TestModeController_end'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/connections/{shopId}/exports': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The exports of a shop, the newest first */
    get: operations['ExportsController_list'];
    put?: never;
    /** Exports all customers to Ecomail, or those that it refused; no automation starts, nobody is rewarded */
    post: operations['ExportsController_start'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/connections/{shopId}/exports/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What an export would do: how many are new, changed, left out and why; writes nothing */
    get: operations['ExportsController_preview'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/connections/{shopId}/exports/{runId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How far an export is */
    get: operations['ExportsController_show'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/connections/{shopId}/exports/{runId}/rejected': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whom Ecomail refused, as CSV with reasons and what helps */
    get: operations['ExportsController_rejected'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/connections/{shopId}/exports/{runId}/{order}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Pauses, resumes or cancels an export; what was written stays */
    post: operations['ExportsController_order'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/connections/{shopId}/drift': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What the last check of the whole list found, and the one under way */
    get: operations['DriftController_show'];
    put?: never;
    /** Begins a check now, unless one is under way */
    post: operations['DriftController_start'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/story': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** A customer's way by e-mail address; the address is logged nowhere */
    post: operations['JournalController_storyOfAddress'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/story/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A customer's way from ledger entry to Ecomail's answer, by customer, entry, event or order id */
    get: operations['JournalController_storyOf'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/connections/{shopId}/customers/{customerId}/story': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The way of everything about a customer of the shop, from ledger entry to Ecomail */
    get: operations['JournalController_storyOfCustomer'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/reconciliation/{shopId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Shows whether events were lost: in = delivered + merged + suppressed + parked + waiting */
    get: operations['ReconciliationController_of[0]'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/books/{shopId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Shows whether events were lost: in = delivered + merged + suppressed + parked + waiting */
    get: operations['ReconciliationController_of[1]'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/reconciliation/{shopId}/acknowledgements': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Explains a difference to what loyalty-core counted; it stays visible, with who and why */
    post: operations['ReconciliationController_acknowledge[0]'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/books/{shopId}/acknowledgements': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Explains a difference to what loyalty-core counted; it stays visible, with who and why */
    post: operations['ReconciliationController_acknowledge[1]'];
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
    get?: never;
    put?: never;
    /** This service's part of the file about a person, for loyalty-core to put together */
    post: operations['PersonFileController_file'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/contacts/{shopId}/{customerId}/at-ecomail': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What Ecomail has of a customer now, read there by one call, beside what belongs there; never the PIN */
    get: operations['AtEcomailController_show'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/connections/{shopId}/status': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How the delivery of a shop is: what waits, when it will be done, and what people should know */
    get: operations['StatusController_show'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/connections/{shopId}/status/stream': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The same as server-sent events: `status` at the beginning and after each change, `heartbeat` in between */
    get: operations['StatusController_stream'];
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
    /** What a message would do, without doing it */
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
    ConnectionListed: {
      /** @example demo */
      shopId: string;
      /** @enum {string} */
      state: 'active' | 'paused' | 'inactive';
      /** @enum {string|null} */
      reason:
        | 'paused-by-order'
        | 'key-rejected'
        | 'writes-refused'
        | 'account-forbids'
        | 'writes-not-visible'
        | 'list-missing'
        | 'list-changed'
        | 'fields-missing'
        | 'address-not-trusted'
        | 'activating'
        | 'activation-stopped'
        | 'disconnecting'
        | null;
      /** Format: date-time */
      changedAt: string;
      listName: string;
      /** @description Some of its work fails and is tried again */
      failing: boolean;
    };
    ConnectionsPage: {
      items: components['schemas']['ConnectionListed'][];
      /** @description `before` of the next page; null on the last one */
      next: string | null;
    };
    TextsView: {
      /** @example Není potřeba nic dělat. */
      cs: string;
      /** @example There is nothing to do. */
      en: string;
    };
    ListView: {
      id: number;
      name: string;
      created: string | null;
    };
    FieldView: {
      /** @example ellity_credit */
      name: string;
      /** @example string */
      type: string;
      /** @example string */
      expectedType: string;
    };
    WebhookView: {
      /** @description What the list had when it was looked at last */
      seen: string | null;
      expected: string | null;
      /** @description The list has the expected address, or a notice about it arrived since it was looked at */
      matches: boolean | null;
      /**
       * @description null: which address the list should have is not known
       * @enum {string|null}
       */
      state: 'set' | 'missing' | 'other' | null;
      message: components['schemas']['TextsView'] | null;
      /**
       * Format: date-time
       * @description When the last notice about this list arrived
       */
      lastNoticeAt: string | null;
    };
    FailingWorkView: {
      /** @enum {string} */
      kind: 'writes' | 'calls' | 'notices' | 'unconfirmed';
      /** @example ecomail.unavailable */
      code: string;
      /** @description What Ecomail said, or why there was no answer */
      message: string;
      status: number | null;
      texts: components['schemas']['TextsView'];
      /** @description Failures in a row */
      failures: number;
      /** Format: date-time */
      since: string;
      /** Format: date-time */
      nextAttemptAt: string;
    };
    ConnectionCounts: {
      contacts: number;
      stored: number;
      toWrite: number;
      /** @description By test mode, with something to write or to tell, so far */
      keptBack: number;
      waitingForProfile: number;
      /** @description GET /connections/{shopId}/contacts?state=rejected lists them */
      rejected: number;
      /** @description Stored without a field that Ecomail does not take: ?state=incomplete */
      incomplete: number;
    };
    ConnectionView: {
      /** @example demo */
      shopId: string;
      /** @enum {string} */
      state: 'active' | 'paused' | 'inactive';
      /** @enum {string|null} */
      reason:
        | 'paused-by-order'
        | 'key-rejected'
        | 'writes-refused'
        | 'account-forbids'
        | 'writes-not-visible'
        | 'list-missing'
        | 'list-changed'
        | 'fields-missing'
        | 'address-not-trusted'
        | 'activating'
        | 'activation-stopped'
        | 'disconnecting'
        | null;
      /**
       * @description State, reason and remarks in one word
       * @enum {string}
       */
      stage:
        | 'not-added'
        | 'added'
        | 'activating'
        | 'activation-stopped'
        | 'active'
        | 'active-with-remarks'
        | 'paused'
        | 'key-rejected'
        | 'list-gone'
        | 'other-account'
        | 'fields-missing'
        | 'account-refuses'
        | 'address-not-trusted'
        | 'disconnecting';
      /**
       * @example [
       *       "POST /connections/{shop}/pause"
       *     ]
       */
      possibleRequests: string[];
      /** @description Why it stands still and what to do */
      message: components['schemas']['TextsView'] | null;
      /** @description What Ecomail said when it was paused */
      detail: string | null;
      /** Format: date-time */
      changedAt: string;
      /**
       * @description The last four characters; null: forgotten
       * @example …4f2a
       */
      key: string | null;
      /** @example https://api2.ecomailapp.cz */
      baseUrl: string;
      /** @description null: none was ever chosen */
      list: components['schemas']['ListView'] | null;
      fields: components['schemas']['FieldView'][];
      remarks: string[];
      webhook: components['schemas']['WebhookView'];
      /** @description What fails and is tried again; empty: nothing does */
      failing: components['schemas']['FailingWorkView'][];
      /** @enum {string} */
      language: 'cs' | 'en';
      /** @example Europe/Prague */
      timeZone: string;
      quietSeconds: number;
      requestsPerMinute: number | null;
      /** @enum {string} */
      unknownConsent: 'granted' | 'denied';
      /**
       * @description category of its events; action and label are the same for all shops
       * @example ellity
       */
      eventCategory: string;
      /** @description Test mode is on: GET …/test-mode says whom it lets through */
      testMode: components['schemas']['TextsView'] | null;
      counts: components['schemas']['ConnectionCounts'];
    };
    PauseRequest: {
      /**
       * @description why, for the record of moves; never an address
       * @example we move the shop on Sunday
       */
      why?: string;
    };
    ConnectionMoved: {
      /** Format: date-time */
      at: string;
      /** @enum {string} */
      move:
        | 'key-entered'
        | 'key-changed'
        | 'key-kept'
        | 'activation-began'
        | 'activation-repeated'
        | 'activation-ended'
        | 'activation-stopped'
        | 'stopped'
        | 'other-account-found'
        | 'paused'
        | 'resumed'
        | 'disconnect-began'
        | 'disconnected'
        | 'test-mode-set'
        | 'test-mode-ended'
        | 'ended';
      /** @enum {string} */
      from:
        | 'not-added'
        | 'added'
        | 'activating'
        | 'activation-stopped'
        | 'active'
        | 'active-with-remarks'
        | 'paused'
        | 'key-rejected'
        | 'list-gone'
        | 'other-account'
        | 'fields-missing'
        | 'account-refuses'
        | 'address-not-trusted'
        | 'disconnecting';
      /** @enum {string} */
      to:
        | 'not-added'
        | 'added'
        | 'activating'
        | 'activation-stopped'
        | 'active'
        | 'active-with-remarks'
        | 'paused'
        | 'key-rejected'
        | 'list-gone'
        | 'other-account'
        | 'fields-missing'
        | 'account-refuses'
        | 'address-not-trusted'
        | 'disconnecting';
      /** @example key-rejected */
      reason: string | null;
      /** @description What Ecomail said */
      detail: string | null;
      /** @description Null: nobody asked for it, it was found out */
      actor: string | null;
      /** @description As whoever asked for it gave it */
      why: string | null;
    };
    ConnectionMovesPage: {
      items: components['schemas']['ConnectionMoved'][];
      /** @description `before` of the next page; null on the last one */
      next: string | null;
    };
    RejectionView: {
      /**
       * @description `address-in-use`: another customer of the shop has the address; `test-mode`: test mode leaves it out; `refused`: Ecomail refuses it
       * @enum {string}
       */
      code: 'address-in-use' | 'test-mode' | 'refused';
      /** @description What Ecomail said, if it did */
      message: string;
    };
    ContactListed: {
      /** Format: uuid */
      customerId: string;
      /** @description In full for people; shortened for services */
      email: string | null;
      rejection: components['schemas']['RejectionView'] | null;
      /**
       * @description Fields without which the contact is stored, each with its reason
       * @example {
       *       "phone": "is not a phone number"
       *     }
       */
      leftOut: {
        [key: string]: string;
      };
      /**
       * Format: date-time
       * @description When Ecomail took it last
       */
      storedAt: string | null;
      /**
       * Format: date-time
       * @description Since when Ecomail may not have it as it is
       */
      dirtySince: string | null;
    };
    ContactsPage: {
      items: components['schemas']['ContactListed'][];
      /** @description `before` of the next page; null on the last one */
      next: string | null;
    };
    ContactView: {
      /** @example demo */
      shopId: string;
      /** Format: uuid */
      customerId: string;
      hasPin: boolean;
      version: number;
      storedVersion: number;
      /** Format: date-time */
      storedAt: string | null;
      /** @description Ecomail is known to have it */
      isKnown: boolean;
      /** Format: date-time */
      dirtySince: string | null;
      /**
       * Format: date-time
       * @description Without a profile since then
       */
      waitingSince: string | null;
      /**
       * Format: date-time
       * @description Credit events until then are merged into one
       */
      quietUntil: string | null;
      rejectedReason: string | null;
      /**
       * @description Fields without which the contact is stored, each with its reason
       * @example {
       *       "phone": "is not a phone number"
       *     }
       */
      leftOut: {
        [key: string]: string;
      };
      email: string | null;
      address: string | null;
      firstName: string | null;
      lastName: string | null;
      phone: string | null;
      registered: boolean | null;
      group: string | null;
      referralCode: string | null;
      referralLink: string | null;
      consent: string | null;
      balance: string | null;
      nextExpirationOn: string | null;
      nextExpirationAmount: string | null;
      lastChangeAmount: string | null;
      /** Format: date-time */
      lastChangedAt: string | null;
      expiringOn: string | null;
      expiringAmount: string | null;
      /** @example 1795420800000000 */
      profileSequence: string;
      /** @example 1795420800000000 */
      creditSequence: string;
      /** @example 1795420800000000 */
      pinSequence: string;
      /** @example 1795420800000000 */
      warningSequence: string;
    };
    ContactFieldsView: {
      /**
       * @description As the list holds them, by name; empty while the contact cannot be written. Never the PIN
       * @example {
       *       "ellity_credit": "150,00",
       *       "ellity_credit_num": 150
       *     }
       */
      fields: {
        [key: string]: (string | number) | null;
      };
    };
    ParkedRequest: {
      /**
       * @description `free`: sent after all; `dismiss`: suppressed
       * @enum {string}
       */
      action: 'free' | 'dismiss';
      /**
       * @description what they are parked for
       * @enum {string}
       */
      reason:
        | 'contact-rejected'
        | 'address-in-use'
        | 'test-mode'
        | 'no-profile'
        | 'pin-unreadable'
        | 'event-rejected'
        | 'answer-unknown';
      /**
       * @description why, for the journal; never an address
       * @example the account takes events again
       */
      remark: string;
      /** @description only these events; otherwise all of the shop parked for the reason */
      events?: string[];
    };
    ParkedAnswer: {
      /** @description events freed or dismissed by this call */
      events: number;
      /** @description whether more are parked for the reason: ask again */
      more: boolean;
    };
    CustomerChanged: Record<string, never>;
    CreditChanged: Record<string, never>;
    PinChanged: Record<string, never>;
    CreditsExpiring: Record<string, never>;
    VerifyNotice: Record<string, never>;
    TestEventRequest: {
      /**
       * @description A contact of the list, such as your own address
       * @example owner@shop.test
       */
      email: string;
      /**
       * @description In place of `test`, the label of a real event: it starts the automation that waits for it
       * @default test
       * @enum {string}
       */
      label?: 'test' | 'pin' | 'credit' | 'expiry';
    };
    TestEventSent: {
      /**
       * @description Its id at Ecomail
       * @example 1234
       */
      ecomailId: string;
      /** @example ellity */
      category: string;
      /** @example change */
      action: string;
      /** @example test */
      label: string;
    };
    CreateListRequest: {
      /** @example Loyalty */
      name: string;
      /** @example My shop */
      fromName: string;
      /** @example news@shop.example */
      fromEmail: string;
      /** @example help@shop.example */
      replyTo: string;
    };
    ActivateRequest: {
      /** @description API key from Ecomail; without one the key that was entered is taken */
      apiKey?: string;
      /** @example https://api2.ecomailapp.cz */
      baseUrl?: string;
      /** @description the list to write to; or give createList */
      listId?: number;
      /** @description a list to create; one of the same name is taken instead of a second one */
      createList?: components['schemas']['CreateListRequest'];
      /**
       * @description how amounts are written into fields; what loyalty-core tells of the shop counts instead, as soon as it did
       * @enum {string}
       */
      language: 'cs' | 'en';
      /**
       * @description what loyalty-core tells of the shop counts instead, as soon as it did
       * @default Europe/Prague
       */
      timeZone?: string;
      /**
       * @description credit changes of a contact within this time become one event
       * @default 30
       */
      quietSeconds?: number;
      /**
       * @description null: not paced; only for a sandbox
       * @default 1000
       */
      requestsPerMinute?: Record<string, never> | null;
      /**
       * @description what loyalty-core tells of the shop counts instead, as soon as it did
       * @default denied
       * @enum {string}
       */
      unknownConsent?: 'granted' | 'denied';
      /** @description the address for list notices that should be set in the list at Ecomail */
      webhookUrl?: string;
      /** @description category of the events: ellity, or ellity-<shop> where another shop of the Ecomail account has that; what the shop has is kept */
      eventCategory?: string;
      /** @description ends paused, before the first write to another list: GET …/exports/preview shows what would be written, resume begins */
      holdWrites?: boolean;
      /**
       * @description begins in test mode: only these addresses are written; without them test mode stays as it is
       * @example [
       *       "owner@shop.test"
       *     ]
       */
      testAddresses?: string[];
      /** @description says that a list with a known id but another name or day of creation is meant */
      confirmOtherList?: boolean;
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
    RunStarted: {
      run: components['schemas']['RunView'];
    };
    ActivationStepView: {
      /** @enum {string} */
      name: 'account' | 'fields' | 'members' | 'contacts';
      /** @enum {string} */
      state: 'done' | 'under-way' | 'stopped' | 'to-do';
      cs: string;
      en: string;
    };
    ActivationView: {
      run: components['schemas']['RunView'];
      steps: components['schemas']['ActivationStepView'][];
      /** @description Why it ended without success, and what to do */
      message: components['schemas']['TextsView'] | null;
    };
    KeyRequest: {
      /** @description API key from Ecomail: account settings, for developers */
      apiKey: string;
      /** @example https://api2.ecomailapp.cz */
      baseUrl?: string;
    };
    ListChoice: {
      id: number;
      /** @example Newsletter */
      name: string;
    };
    KeyChecked: {
      /** @description The lists of the account */
      lists: components['schemas']['ListChoice'][];
    };
    ResumeRequest: {
      /** @description a new API key of the same account; without one the known key is tried */
      apiKey?: string;
    };
    FieldsChecked: {
      /** @description Brings the missing fields; null: none is missing */
      run: components['schemas']['RunView'] | null;
    };
    ShopChanged: Record<string, never>;
    DisconnectRequest: {
      /**
       * @description `leave`: our fields stay at Ecomail as they are; `blank`: a run empties them first
       * @enum {string}
       */
      fields: 'leave' | 'blank';
      /** @description why, for the record of moves; never an address */
      why?: string;
    };
    TestModeView: {
      /** @description Whether only the addresses are written and notified */
      isOn: boolean;
      /**
       * @description In full for people; shortened for services
       * @example [
       *       "owner@shop.test"
       *     ]
       */
      addresses: string[];
      /** @description Contacts with something to write or to tell that are kept back, so far */
      contactsKeptBack: number;
      message: components['schemas']['TextsView'] | null;
    };
    TestModeRequest: {
      /**
       * @description Only contacts with these addresses are written and notified; none: nobody is
       * @example [
       *       "owner@shop.test"
       *     ]
       */
      addresses: string[];
      /**
       * @description why, for the record of moves; never an address
       * @example a trial
       */
      why?: string;
    };
    CustomerErased: Record<string, never>;
    ExportRequest: {
      /** @description Only those that Ecomail refused; all without it */
      onlyRejected?: boolean;
    };
    ExportView: {
      run: components['schemas']['RunView'];
      /** @description Written to Ecomail */
      stored: number;
      /** @description At Ecomail already exactly as they are, lately */
      unchanged: number;
      /** @description Refused by Ecomail, or waiting for their address: GET …/rejected lists them */
      rejected: number;
      /** @description Still to be written */
      waiting: number;
      /** @description Contacts a minute so far */
      perMinute: number | null;
      /** @description By the pace, the budget of the key and what goes first; null: not known, or it does not go on */
      secondsLeft: number | null;
      /**
       * @description Why it does not go on: the state and reason of the connection
       * @example key-rejected
       */
      heldUpBy: string | null;
    };
    ExportsPage: {
      items: components['schemas']['ExportView'][];
      /** @description `before` of the next page; null on the last one */
      next: string | null;
    };
    LeftOut: {
      /** @enum {string} */
      reason: 'without-profile' | 'address-in-use' | 'test-mode' | 'refused';
      count: number;
      text: string;
    };
    ChangedField: {
      /** @example ellity_credit */
      field: string;
      from: string | null;
      to: string | null;
    };
    ChangedContact: {
      /** Format: uuid */
      customerId: string;
      email: string;
      fields: components['schemas']['ChangedField'][];
    };
    ExportPreview: {
      /** @description Customers that the mirror knows */
      total: number;
      /** @description Not in the list yet */
      added: number;
      /** @description Fields that differ from what was written last, or were written too long ago */
      changed: number;
      unchanged: number;
      /** @description The three above come from a part of the contacts */
      isEstimate: boolean;
      leftOut: components['schemas']['LeftOut'][];
      /** @description A few, as Ecomail has them now */
      examples: components['schemas']['ChangedContact'][];
      secondsNeeded: number | null;
    };
    DriftExample: {
      /**
       * @example changed
       * @enum {string}
       */
      kind: 'missing' | 'changed' | 'status' | 'stranger' | 'duplicate';
      /** Format: uuid */
      customerId: string | null;
      /**
       * @description Shortened
       * @example j***@shop.test
       */
      email: string | null;
      /**
       * @example [
       *       "ellity_credit"
       *     ]
       */
      fields: string[];
    };
    DriftCheckView: {
      /** Format: uuid */
      runId: string;
      /**
       * @example done
       * @enum {string}
       */
      state: 'waiting' | 'running' | 'paused' | 'done' | 'failed' | 'cancelled';
      /**
       * @description Why it was given up, or tried again
       * @example null
       */
      reason: string | null;
      /** Format: date-time */
      startedAt: string;
      /** Format: date-time */
      finishedAt: string | null;
      /** @description Members of the list that were compared */
      checked: number;
      /** @description Customers passed over because they were being written, or are refused */
      skipped: number;
      /** @description Customers that the list lacked; they are written as new */
      missing: number;
      /** @description Customers whose fields showed something else; they are written again */
      changed: number;
      /** @description Statuses that changed without a notice; checked as if one had come, and left as they are */
      statuses: number;
      /** @description Members whom the shop never told of; left as they are */
      strangers: number;
      /** @description Addresses that are in the list in several spellings; left as they are */
      duplicates: number;
      /**
       * @description How many customers each field differed of
       * @example {
       *       "ellity_credit": 2
       *     }
       */
      fields: {
        [key: string]: number;
      };
      /**
       * @description Fields that the list had no more, or with another type; a run of kind fields mends them
       * @example []
       */
      lacking: string[];
      examples: components['schemas']['DriftExample'][];
    };
    DriftView: {
      /** @description The last that read the whole list */
      last: components['schemas']['DriftCheckView'] | null;
      /** @description The one under way */
      running: components['schemas']['DriftCheckView'] | null;
      /**
       * Format: date-time
       * @description Everybody who was in the list then has been compared since; null: no check ended yet
       */
      checkedSince: string | null;
      /** @description How long ago that is, in seconds */
      lagSeconds: number | null;
    };
    StoryRequest: {
      /** @example demo */
      shop: string;
      /** @example jana@shop.test */
      email: string;
    };
    StoryStepView: {
      /** @description Milliseconds since the first thing the story tells of */
      atMs: number;
      /** @enum {string} */
      where: 'loyalty-core' | 'RabbitMQ' | 'ecomail-sync' | 'Ecomail';
      /**
       * @description In English
       * @example contact stored: ellity_credit=150,00
       */
      what: string;
      /**
       * @description What the sentence says, stable
       * @enum {string}
       */
      code:
        | 'credit-changed'
        | 'pin-issued'
        | 'pin-dropped'
        | 'credits-expiring'
        | 'profile-changed'
        | 'received'
        | 'contact-stored'
        | 'contact-refused'
        | 'event-accepted'
        | 'event-found'
        | 'event-resent'
        | 'event-unanswered'
        | 'event-not-taken'
        | 'event-merged'
        | 'event-suppressed'
        | 'event-parked'
        | 'event-freed'
        | 'connection-paused'
        | 'connection-was-paused'
        | 'writes-failing'
        | 'calls-failing'
        | 'read-backs-failing'
        | 'writes-failed'
        | 'calls-failed'
        | 'read-backs-failed';
      /**
       * @description The values in the sentence, as they are: amounts with a point, moments in ISO 8601
       * @example {
       *       "fields": "ellity_credit=150,00"
       *     }
       */
      values: {
        [key: string]: string | number | boolean;
      };
      /**
       * @description Why, where the step has a reason that this version knows
       * @enum {string|null}
       */
      reason:
        | 'no-connection'
        | 'net-zero'
        | 'pin-overtaken'
        | 'warning-overtaken'
        | 'erased'
        | 'dismissed'
        | 'contact-rejected'
        | 'address-in-use'
        | 'test-mode'
        | 'no-profile'
        | 'pin-unreadable'
        | 'event-rejected'
        | 'answer-unknown'
        | 'paused-by-order'
        | 'key-rejected'
        | 'writes-refused'
        | 'account-forbids'
        | 'writes-not-visible'
        | 'list-missing'
        | 'list-changed'
        | 'fields-missing'
        | 'address-not-trusted'
        | 'activating'
        | 'activation-stopped'
        | 'disconnecting'
        | 'ecomail-unreachable'
        | 'ecomail-maintenance'
        | 'ecomail-busy'
        | 'ecomail-unavailable'
        | 'ecomail-refused'
        | 'not-at-ecomail'
        | 'contact-changed'
        | null;
      /** Format: date-time */
      at: string;
      /** Format: uuid */
      eventId: string | null;
    };
    StoryView: {
      /** @example demo */
      shopId: string;
      /** Format: uuid */
      customerId: string;
      steps: components['schemas']['StoryStepView'][];
    };
    EventCountsView: {
      /** @description Received */
      in: number;
      /** @description Of those, published by another service than loyalty-core */
      elsewhere: number;
      delivered: number;
      merged: number;
      suppressed: number;
      parked: number;
      waiting: number;
    };
    DifferingHourView: {
      /** @example loyalty.CreditChanged.v1 */
      type: string;
      /** Format: date-time */
      hour: string;
      received: number;
      inStates: number;
    };
    ReceivedHourView: {
      /** @example loyalty.CreditChanged.v1 */
      type: string;
      /**
       * Format: date-time
       * @description Null: all that were before
       */
      hour: string | null;
      /** @description Of those that loyalty-core published */
      received: number;
    };
    AcknowledgedView: {
      /** @example loyalty.CreditChanged.v1 */
      type: string;
      /**
       * Format: date-time
       * @description Null: of the type as a whole
       */
      hour: string | null;
      missing: number;
      reason: string;
      /** @description The person or the service */
      actor: string;
      /** Format: date-time */
      at: string;
    };
    ReconciliationView: {
      /** @description Received */
      in: number;
      /** @description Of those, published by another service than loyalty-core */
      elsewhere: number;
      delivered: number;
      merged: number;
      suppressed: number;
      parked: number;
      waiting: number;
      /** @example demo */
      shopId: string;
      /** @description Every received event is in exactly one state. Whether all were received, only their owner can say */
      consistent: boolean;
      byType: {
        [key: string]: components['schemas']['EventCountsView'];
      };
      /** @description Why events were suppressed or parked */
      reasons: {
        [key: string]: number;
      };
      /** @description Sent once more because their answer never came and they were not found */
      resent: number;
      differingHours: components['schemas']['DifferingHourView'][];
      /** @description Empty unless `since` is given */
      hours: components['schemas']['ReceivedHourView'][];
      acknowledged: components['schemas']['AcknowledgedView'][];
    };
    AcknowledgeRequest: {
      /** @example loyalty.CreditChanged.v1 */
      type: string;
      /**
       * @description of the event; without it the type as a whole, or the time before the hours that were compared
       * @example 2026-11-27T09:00:00.000Z
       */
      hour?: string | null;
      /**
       * @description as `reconcile` shows it; negative: received and never published
       * @example -1
       */
      missing: number;
      /**
       * @description why; never an address
       * @example published by hand while trying out the integration
       */
      reason: string;
    };
    PersonFileBody: {
      /**
       * @description The addresses that the person is known by elsewhere
       * @example [
       *       "jana.novakova@shop.test"
       *     ]
       */
      addresses: string[];
    };
    FieldAtEcomail: {
      /** @example ellity_credit */
      name: string;
      /**
       * @description What belongs there
       * @example 150,00
       */
      ours: (string | number) | null;
      /**
       * @description What is there now
       * @example 150,00
       */
      theirs: (string | number) | null;
      /** @description Both mean the same; what is cleared by us counts as the same */
      isSame: boolean;
    };
    ContactAtEcomail: {
      /**
       * @description Null: not in the list
       * @enum {string|null}
       */
      status: 'subscribed' | 'left' | 'bounced' | 'complained' | 'unconfirmed' | 'unknown' | null;
      /** @description Never the PIN */
      fields: components['schemas']['FieldAtEcomail'][];
    };
    LaneStatus: {
      /** @example credit */
      lane: string;
      /** @description Contacts to be written */
      contacts: number;
      /** @description Tracker events that are due, or wait for others to join them */
      events: number;
      /** @description How long the first of both waits */
      oldestSeconds: number | null;
    };
    BudgetStatus: {
      /** @description What the key may call; null: as much as it likes */
      requestsPerMinute: number | null;
      /** @description About how many calls all shops of the key made in the last minute; null: not known */
      usedLastMinute: number | null;
    };
    ForecastView: {
      /** @description Until all that waits now is done; null: nobody can know */
      secondsLeft: number | null;
      /** Format: date-time */
      doneAt: string | null;
      /** @example key-rejected */
      heldUpBy: string | null;
    };
    RejectedExample: {
      /** Format: uuid */
      customerId: string;
      /** @example email: email_invalid */
      reason: string;
    };
    RejectedStatus: {
      count: number;
      /** @description A few */
      examples: components['schemas']['RejectedExample'][];
      /** @example /connections/demo/contacts?state=rejected */
      all: string;
      /**
       * @description Tries them again: POST it with {"onlyRejected": true}
       * @example /connections/demo/exports
       */
      retry: string;
    };
    TestModeStatus: {
      /** @description How many addresses are let through */
      addresses: number;
      /** @description Contacts with something to write or to tell that wait, so far */
      contactsKeptBack: number;
      /** @example /connections/demo/contacts?state=kept-back */
      all: string;
      text: components['schemas']['TextsView'];
    };
    AutomationsText: {
      /** @example Na naše události reaguje v Ecomailu aspoň jedna automatizace. */
      cs: string;
      /** @example At least one automation at Ecomail reacts to our events. */
      en: string;
    };
    AutomationsStatus: {
      /**
       * @example used
       * @enum {string}
       */
      use: 'used' | 'unused' | 'unknown';
      text: components['schemas']['AutomationsText'];
      /** @description Contacts whose log was read */
      contacts: number;
      /** Format: date-time */
      sampledAt: string | null;
    };
    ConnectionStatus: {
      /** @example demo */
      shopId: string;
      /**
       * @example active
       * @enum {string}
       */
      state: 'active' | 'paused' | 'inactive';
      /** @enum {string|null} */
      reason:
        | 'paused-by-order'
        | 'key-rejected'
        | 'writes-refused'
        | 'account-forbids'
        | 'writes-not-visible'
        | 'list-missing'
        | 'list-changed'
        | 'fields-missing'
        | 'address-not-trusted'
        | 'activating'
        | 'activation-stopped'
        | 'disconnecting'
        | null;
      /** Format: date-time */
      since: string;
      /**
       * Format: date-time
       * @description When Ecomail answered well last; null: not in the last week
       */
      lastSuccessAt: string | null;
      failing: components['schemas']['FailingWorkView'][];
      lanes: components['schemas']['LaneStatus'][];
      /** @description How long the first of all waits; null: nothing waits */
      oldestSeconds: number | null;
      /** @description Tracker events whose answer never came; they are looked for */
      unconfirmed: number;
      budget: components['schemas']['BudgetStatus'];
      /** @description Tracker calls that merging made needless in the last 24 hours */
      callsSaved: number;
      forecast: components['schemas']['ForecastView'];
      lastExport: components['schemas']['ExportView'] | null;
      rejected: components['schemas']['RejectedStatus'];
      /** @description null: test mode is off */
      testMode: components['schemas']['TestModeStatus'] | null;
      drift: components['schemas']['DriftView'];
      automations: components['schemas']['AutomationsStatus'];
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
  ConnectionsController_list: {
    parameters: {
      query?: {
        limit?: number;
        /** @description `next` of the page before */
        before?: string;
        state?: 'active' | 'paused' | 'inactive';
        /** @description Those of whose work some fails, or none */
        failing?: 'true' | 'false';
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
          'application/json': components['schemas']['ConnectionsPage'];
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
  ConnectionController_show: {
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
          'application/json': components['schemas']['ConnectionView'];
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
  ActivationController_activate: {
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
         *       "baseUrl": "https://api2.ecomailapp.cz",
         *       "language": "cs",
         *       "testAddresses": [
         *         "owner@shop.test"
         *       ]
         *     }
         */
        'application/json': components['schemas']['ActivateRequest'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ConnectionView'];
        };
      };
      /** @description the run goes on; GET /runs/{id} says how far it came */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "run": {
           *         "id": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *         "kind": "activation",
           *         "shopId": "demo",
           *         "state": "waiting",
           *         "step": "members",
           *         "total": null,
           *         "done": 1,
           *         "failed": 1,
           *         "reason": null,
           *         "detail": null,
           *         "actor": null,
           *         "createdAt": "2027-01-15T08:30:00.000Z",
           *         "changedAt": "2027-01-15T08:30:00.000Z",
           *         "finishedAt": null
           *       }
           *     }
           */
          'application/json': components['schemas']['RunStarted'];
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
      /** @description What stands in the way, and what to do about it */
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
      /** @description Ecomail does not accept the key */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Ecomail refused a step */
      502: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Ecomail does not answer as it should; try again */
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
  DisconnectController_end: {
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
      /** @description The shop has no connection */
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
  ConnectionMovesController_pause: {
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
         *       "why": "we move the shop on Sunday"
         *     }
         */
        'application/json': components['schemas']['PauseRequest'];
      };
    };
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
      /** @description The shop has no connection */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description It is not active */
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
  ConnectionMovesController_list: {
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
           *           "at": "2027-01-15T08:30:00.000Z",
           *           "move": "key-entered",
           *           "from": "not-added",
           *           "to": "not-added",
           *           "reason": "key-rejected",
           *           "detail": null,
           *           "actor": null,
           *           "why": null
           *         }
           *       ],
           *       "next": null
           *     }
           */
          'application/json': components['schemas']['ConnectionMovesPage'];
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
      /** @description The shop has no connection */
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
  ContactsController_list: {
    parameters: {
      query?: {
        limit?: number;
        /** @description `next` of the page before */
        before?: string;
        /** @description `rejected`: Ecomail does not take them; `kept-back`: test mode leaves them out; `incomplete`: stored without a field of theirs */
        state?: 'rejected' | 'incomplete' | 'kept-back';
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
          'application/json': components['schemas']['ContactsPage'];
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
  ContactsController_show: {
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
           *       "shopId": "demo",
           *       "customerId": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *       "hasPin": true,
           *       "version": 1,
           *       "storedVersion": 1,
           *       "storedAt": null,
           *       "isKnown": true,
           *       "dirtySince": null,
           *       "waitingSince": null,
           *       "quietUntil": null,
           *       "rejectedReason": null,
           *       "leftOut": {
           *         "phone": "is not a phone number"
           *       },
           *       "email": null,
           *       "address": null,
           *       "firstName": null,
           *       "lastName": null,
           *       "phone": null,
           *       "registered": null,
           *       "group": null,
           *       "referralCode": null,
           *       "referralLink": null,
           *       "consent": null,
           *       "balance": null,
           *       "nextExpirationOn": null,
           *       "nextExpirationAmount": null,
           *       "lastChangeAmount": null,
           *       "lastChangedAt": null,
           *       "expiringOn": null,
           *       "expiringAmount": null,
           *       "profileSequence": "1795420800000000",
           *       "creditSequence": "1795420800000000",
           *       "pinSequence": "1795420800000000",
           *       "warningSequence": "1795420800000000"
           *     }
           */
          'application/json': components['schemas']['ContactView'];
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
  ContactsController_fields: {
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
           *       "fields": {
           *         "ellity_credit": "150,00",
           *         "ellity_credit_num": 150
           *       }
           *     }
           */
          'application/json': components['schemas']['ContactFieldsView'];
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
  ParkedEventsController_decide: {
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
         *       "action": "free",
         *       "reason": "contact-rejected",
         *       "remark": "the account takes events again"
         *     }
         */
        'application/json': components['schemas']['ParkedRequest'];
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
           *       "events": 1,
           *       "more": true
           *     }
           */
          'application/json': components['schemas']['ParkedAnswer'];
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
    };
  };
  TestEventsController_send: {
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
         *       "email": "owner@shop.test"
         *     }
         */
        'application/json': components['schemas']['TestEventRequest'];
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
           *       "ecomailId": "1234",
           *       "category": "ellity",
           *       "action": "change",
           *       "label": "test"
           *     }
           */
          'application/json': components['schemas']['TestEventSent'];
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
      /** @description The shop has no connection */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The connection is not active, test mode leaves the address out, or the list has no such contact */
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
  ActivationController_repair: {
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
          'application/json': components['schemas']['ConnectionView'];
        };
      };
      /** @description the run goes on */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "run": {
           *         "id": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *         "kind": "activation",
           *         "shopId": "demo",
           *         "state": "waiting",
           *         "step": "members",
           *         "total": null,
           *         "done": 1,
           *         "failed": 1,
           *         "reason": null,
           *         "detail": null,
           *         "actor": null,
           *         "createdAt": "2027-01-15T08:30:00.000Z",
           *         "changedAt": "2027-01-15T08:30:00.000Z",
           *         "finishedAt": null
           *       }
           *     }
           */
          'application/json': components['schemas']['RunStarted'];
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
      /** @description What stands in the way, and what to do about it */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Ecomail does not accept the key */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Ecomail refused a step */
      502: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Ecomail does not answer as it should; try again */
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
  ActivationController_progress: {
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
          'application/json': components['schemas']['ActivationView'];
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
      /** @description There was none */
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
  ListsController_enter: {
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
        'application/json': components['schemas']['KeyRequest'];
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
           *       "lists": [
           *         {
           *           "id": 1,
           *           "name": "Newsletter"
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['KeyChecked'];
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
      /** @description The key belongs to another account, or the connection does not allow it now */
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
      /** @description Ecomail does not accept the key */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Ecomail refused a step */
      502: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Ecomail does not answer as it should; try again */
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
  KeyController_check: {
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
        'application/json': components['schemas']['KeyRequest'];
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
           *       "lists": [
           *         {
           *           "id": 1,
           *           "name": "Newsletter"
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['KeyChecked'];
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
      /** @description Ecomail does not accept the key */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Ecomail refused a step */
      502: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Ecomail does not answer as it should; try again */
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
  KeyController_resume: {
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
        /** @example {} */
        'application/json': components['schemas']['ResumeRequest'];
      };
    };
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
      /** @description What stands in the way, and what to do about it */
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
      /** @description Ecomail does not accept the key */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Ecomail refused a step */
      502: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Ecomail does not answer as it should; try again */
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
  ListsController_lists: {
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
          /**
           * @example {
           *       "lists": [
           *         {
           *           "id": 1,
           *           "name": "Newsletter"
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['KeyChecked'];
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
      /** @description No key was entered */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Ecomail does not accept the key */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Ecomail refused a step */
      502: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Ecomail does not answer as it should; try again */
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
  ListsController_create: {
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
         *       "name": "Loyalty",
         *       "fromName": "My shop",
         *       "fromEmail": "news@shop.example",
         *       "replyTo": "help@shop.example"
         *     }
         */
        'application/json': components['schemas']['CreateListRequest'];
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
           *       "id": 1,
           *       "name": "Newsletter"
           *     }
           */
          'application/json': components['schemas']['ListChoice'];
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
      /** @description No key was entered */
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
      /** @description Ecomail does not accept the key */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Ecomail refused a step */
      502: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Ecomail does not answer as it should; try again */
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
  FieldsController_check: {
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
          /**
           * @example {
           *       "run": {
           *         "id": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *         "kind": "activation",
           *         "shopId": "demo",
           *         "state": "waiting",
           *         "step": "members",
           *         "total": null,
           *         "done": 1,
           *         "failed": 1,
           *         "reason": null,
           *         "detail": null,
           *         "actor": null,
           *         "createdAt": "2027-01-15T08:30:00.000Z",
           *         "changedAt": "2027-01-15T08:30:00.000Z",
           *         "finishedAt": null
           *       }
           *     }
           */
          'application/json': components['schemas']['FieldsChecked'];
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
      /** @description The connection is not active */
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
  DisconnectController_disconnect: {
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
         *       "fields": "leave"
         *     }
         */
        'application/json': components['schemas']['DisconnectRequest'];
      };
    };
    responses: {
      /** @description Our fields are emptied, then the connection ends */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "run": {
           *         "id": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *         "kind": "activation",
           *         "shopId": "demo",
           *         "state": "waiting",
           *         "step": "members",
           *         "total": null,
           *         "done": 1,
           *         "failed": 1,
           *         "reason": null,
           *         "detail": null,
           *         "actor": null,
           *         "createdAt": "2027-01-15T08:30:00.000Z",
           *         "changedAt": "2027-01-15T08:30:00.000Z",
           *         "finishedAt": null
           *       }
           *     }
           */
          'application/json': components['schemas']['RunStarted'];
        };
      };
      /** @description It is ended */
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
      /** @description The shop has no connection */
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
  TestModeController_show: {
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
          /**
           * @example {
           *       "isOn": true,
           *       "addresses": [
           *         "owner@shop.test"
           *       ],
           *       "contactsKeptBack": 1,
           *       "message": {
           *         "cs": "Není potřeba nic dělat.",
           *         "en": "There is nothing to do."
           *       }
           *     }
           */
          'application/json': components['schemas']['TestModeView'];
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
      /** @description The shop has no connection */
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
  TestModeController_set: {
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
         *       "addresses": [
         *         "owner@shop.test"
         *       ],
         *       "why": "a trial"
         *     }
         */
        'application/json': components['schemas']['TestModeRequest'];
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
           *       "isOn": true,
           *       "addresses": [
           *         "owner@shop.test"
           *       ],
           *       "contactsKeptBack": 1,
           *       "message": {
           *         "cs": "Není potřeba nic dělat.",
           *         "en": "There is nothing to do."
           *       }
           *     }
           */
          'application/json': components['schemas']['TestModeView'];
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
      /** @description The shop has no connection */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The connection is being ended */
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
  TestModeController_end: {
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
      /** @description It is off */
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
      /** @description The shop has no connection */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The connection is being ended */
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
  ExportsController_list: {
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
           *           "run": {
           *             "id": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *             "kind": "activation",
           *             "shopId": "demo",
           *             "state": "waiting",
           *             "step": "members",
           *             "total": null,
           *             "done": 1,
           *             "failed": 1,
           *             "reason": null,
           *             "detail": null,
           *             "actor": null,
           *             "createdAt": "2027-01-15T08:30:00.000Z",
           *             "changedAt": "2027-01-15T08:30:00.000Z",
           *             "finishedAt": null
           *           },
           *           "stored": 1,
           *           "unchanged": 1,
           *           "rejected": 1,
           *           "waiting": 1,
           *           "perMinute": null,
           *           "secondsLeft": null,
           *           "heldUpBy": "key-rejected"
           *         }
           *       ],
           *       "next": null
           *     }
           */
          'application/json': components['schemas']['ExportsPage'];
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
      /** @description No such export, or no connection */
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
  ExportsController_start: {
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
        /** @example {} */
        'application/json': components['schemas']['ExportRequest'];
      };
    };
    responses: {
      /** @description It goes on by itself */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "run": {
           *         "id": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *         "kind": "activation",
           *         "shopId": "demo",
           *         "state": "waiting",
           *         "step": "members",
           *         "total": null,
           *         "done": 1,
           *         "failed": 1,
           *         "reason": null,
           *         "detail": null,
           *         "actor": null,
           *         "createdAt": "2027-01-15T08:30:00.000Z",
           *         "changedAt": "2027-01-15T08:30:00.000Z",
           *         "finishedAt": null
           *       },
           *       "stored": 1,
           *       "unchanged": 1,
           *       "rejected": 1,
           *       "waiting": 1,
           *       "perMinute": null,
           *       "secondsLeft": null,
           *       "heldUpBy": "key-rejected"
           *     }
           */
          'application/json': components['schemas']['ExportView'];
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
      /** @description No such export, or no connection */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description An export of the shop is under way */
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
  ExportsController_preview: {
    parameters: {
      query?: {
        /** @description Of the texts; else the connection's */
        language?: 'cs' | 'en';
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
          'application/json': components['schemas']['ExportPreview'];
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
      /** @description No such export, or no connection */
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
  ExportsController_show: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        shopId: string;
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
           *       "run": {
           *         "id": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *         "kind": "activation",
           *         "shopId": "demo",
           *         "state": "waiting",
           *         "step": "members",
           *         "total": null,
           *         "done": 1,
           *         "failed": 1,
           *         "reason": null,
           *         "detail": null,
           *         "actor": null,
           *         "createdAt": "2027-01-15T08:30:00.000Z",
           *         "changedAt": "2027-01-15T08:30:00.000Z",
           *         "finishedAt": null
           *       },
           *       "stored": 1,
           *       "unchanged": 1,
           *       "rejected": 1,
           *       "waiting": 1,
           *       "perMinute": null,
           *       "secondsLeft": null,
           *       "heldUpBy": "key-rejected"
           *     }
           */
          'application/json': components['schemas']['ExportView'];
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
      /** @description No such export, or no connection */
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
  ExportsController_rejected: {
    parameters: {
      query?: {
        /** @description Of the texts; else the connection's */
        language?: 'cs' | 'en';
      };
      header?: never;
      path: {
        shopId: string;
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
      /** @description No such export, or no connection */
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
  ExportsController_order: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        shopId: string;
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
           *       "run": {
           *         "id": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *         "kind": "activation",
           *         "shopId": "demo",
           *         "state": "waiting",
           *         "step": "members",
           *         "total": null,
           *         "done": 1,
           *         "failed": 1,
           *         "reason": null,
           *         "detail": null,
           *         "actor": null,
           *         "createdAt": "2027-01-15T08:30:00.000Z",
           *         "changedAt": "2027-01-15T08:30:00.000Z",
           *         "finishedAt": null
           *       },
           *       "stored": 1,
           *       "unchanged": 1,
           *       "rejected": 1,
           *       "waiting": 1,
           *       "perMinute": null,
           *       "secondsLeft": null,
           *       "heldUpBy": "key-rejected"
           *     }
           */
          'application/json': components['schemas']['ExportView'];
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
      /** @description No such export, or no connection */
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
    };
  };
  DriftController_show: {
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
          /**
           * @example {
           *       "last": {
           *         "runId": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *         "state": "done",
           *         "reason": null,
           *         "startedAt": "2027-01-15T08:30:00.000Z",
           *         "finishedAt": null,
           *         "checked": 1,
           *         "skipped": 1,
           *         "missing": 1,
           *         "changed": 1,
           *         "statuses": 1,
           *         "strangers": 1,
           *         "duplicates": 1,
           *         "fields": {
           *           "ellity_credit": 2
           *         },
           *         "lacking": [],
           *         "examples": [
           *           {
           *             "kind": "changed",
           *             "customerId": null,
           *             "email": "j***@shop.test",
           *             "fields": [
           *               "ellity_credit"
           *             ]
           *           }
           *         ]
           *       },
           *       "running": {
           *         "runId": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *         "state": "done",
           *         "reason": null,
           *         "startedAt": "2027-01-15T08:30:00.000Z",
           *         "finishedAt": null,
           *         "checked": 1,
           *         "skipped": 1,
           *         "missing": 1,
           *         "changed": 1,
           *         "statuses": 1,
           *         "strangers": 1,
           *         "duplicates": 1,
           *         "fields": {
           *           "ellity_credit": 2
           *         },
           *         "lacking": [],
           *         "examples": [
           *           {
           *             "kind": "changed",
           *             "customerId": null,
           *             "email": "j***@shop.test",
           *             "fields": [
           *               "ellity_credit"
           *             ]
           *           }
           *         ]
           *       },
           *       "checkedSince": null,
           *       "lagSeconds": null
           *     }
           */
          'application/json': components['schemas']['DriftView'];
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
  DriftController_start: {
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
      /** @description It goes on by itself */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "last": {
           *         "runId": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *         "state": "done",
           *         "reason": null,
           *         "startedAt": "2027-01-15T08:30:00.000Z",
           *         "finishedAt": null,
           *         "checked": 1,
           *         "skipped": 1,
           *         "missing": 1,
           *         "changed": 1,
           *         "statuses": 1,
           *         "strangers": 1,
           *         "duplicates": 1,
           *         "fields": {
           *           "ellity_credit": 2
           *         },
           *         "lacking": [],
           *         "examples": [
           *           {
           *             "kind": "changed",
           *             "customerId": null,
           *             "email": "j***@shop.test",
           *             "fields": [
           *               "ellity_credit"
           *             ]
           *           }
           *         ]
           *       },
           *       "running": {
           *         "runId": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *         "state": "done",
           *         "reason": null,
           *         "startedAt": "2027-01-15T08:30:00.000Z",
           *         "finishedAt": null,
           *         "checked": 1,
           *         "skipped": 1,
           *         "missing": 1,
           *         "changed": 1,
           *         "statuses": 1,
           *         "strangers": 1,
           *         "duplicates": 1,
           *         "fields": {
           *           "ellity_credit": 2
           *         },
           *         "lacking": [],
           *         "examples": [
           *           {
           *             "kind": "changed",
           *             "customerId": null,
           *             "email": "j***@shop.test",
           *             "fields": [
           *               "ellity_credit"
           *             ]
           *           }
           *         ]
           *       },
           *       "checkedSince": null,
           *       "lagSeconds": null
           *     }
           */
          'application/json': components['schemas']['DriftView'];
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
      /** @description The connection is not active */
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
  JournalController_storyOfAddress: {
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
         *       "shop": "demo",
         *       "email": "jana@shop.test"
         *     }
         */
        'application/json': components['schemas']['StoryRequest'];
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
           *       "shopId": "demo",
           *       "customerId": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *       "steps": [
           *         {
           *           "atMs": 1,
           *           "where": "loyalty-core",
           *           "what": "contact stored: ellity_credit=150,00",
           *           "code": "credit-changed",
           *           "values": {
           *             "fields": "ellity_credit=150,00"
           *           },
           *           "reason": "no-connection",
           *           "at": "2027-01-15T08:30:00.000Z",
           *           "eventId": null
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['StoryView'];
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
      /** @description Nobody of this shop has the address */
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
  JournalController_storyOf: {
    parameters: {
      query?: {
        /** @description Only in this shop */
        shop?: string;
      };
      header?: never;
      path: {
        id: string;
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
           *       "steps": [
           *         {
           *           "atMs": 1,
           *           "where": "loyalty-core",
           *           "what": "contact stored: ellity_credit=150,00",
           *           "code": "credit-changed",
           *           "values": {
           *             "fields": "ellity_credit=150,00"
           *           },
           *           "reason": "no-connection",
           *           "at": "2027-01-15T08:30:00.000Z",
           *           "eventId": null
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['StoryView'];
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
  JournalController_storyOfCustomer: {
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
           *       "shopId": "demo",
           *       "customerId": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *       "steps": [
           *         {
           *           "atMs": 1,
           *           "where": "loyalty-core",
           *           "what": "contact stored: ellity_credit=150,00",
           *           "code": "credit-changed",
           *           "values": {
           *             "fields": "ellity_credit=150,00"
           *           },
           *           "reason": "no-connection",
           *           "at": "2027-01-15T08:30:00.000Z",
           *           "eventId": null
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['StoryView'];
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
      /** @description No event about this customer was received yet */
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
  'ReconciliationController_of[0]': {
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
          'application/json': components['schemas']['ReconciliationView'];
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
  'ReconciliationController_of[1]': {
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
          'application/json': components['schemas']['ReconciliationView'];
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
  'ReconciliationController_acknowledge[0]': {
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
         *       "type": "loyalty.CreditChanged.v1",
         *       "hour": "2026-11-27T09:00:00.000Z",
         *       "missing": -1,
         *       "reason": "published by hand while trying out the integration"
         *     }
         */
        'application/json': components['schemas']['AcknowledgeRequest'];
      };
    };
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
  'ReconciliationController_acknowledge[1]': {
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
         *       "type": "loyalty.CreditChanged.v1",
         *       "hour": "2026-11-27T09:00:00.000Z",
         *       "missing": -1,
         *       "reason": "published by hand while trying out the integration"
         *     }
         */
        'application/json': components['schemas']['AcknowledgeRequest'];
      };
    };
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
  PersonFileController_file: {
    parameters: {
      query?: never;
      header?: never;
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
         *       "addresses": [
         *         "jana.novakova@shop.test"
         *       ]
         *     }
         */
        'application/json': components['schemas']['PersonFileBody'];
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
           *       "service": "ecomail-sync",
           *       "addresses": [
           *         "jana.novakova@shop.test"
           *       ],
           *       "parts": {
           *         "contact": [
           *           {
           *             "email": "jana.novakova@shop.test",
           *             "firstName": "Jana",
           *             "lastName": "Nováková",
           *             "phone": "+420601998877",
           *             "registered": true,
           *             "group": "VIP",
           *             "referralCode": "JANA-1",
           *             "referralLink": "https://shop.test/?r=JANA-1",
           *             "consent": "granted",
           *             "balance": "1250.50",
           *             "nextExpirationOn": "2027-06-30",
           *             "nextExpirationAmount": "150.99",
           *             "lastChangeAmount": "-20.00",
           *             "lastChangedAt": "2026-11-23T23:30:00.000Z",
           *             "hasPin": true,
           *             "expiringOn": "2027-06-30",
           *             "expiringAmount": "40.00",
           *             "emailAtEcomail": "jana.novakova@shop.test",
           *             "notTakenByEcomail": {
           *               "phone": "is not a phone number"
           *             },
           *             "refusedByEcomail": null,
           *             "writtenAt": "2027-01-15T08:30:00.000Z"
           *           }
           *         ],
           *         "formerAddresses": [
           *           {
           *             "email": "jana.stara@shop.test",
           *             "leftAt": "2027-01-15T08:30:00.000Z",
           *             "refusedByEcomail": null
           *           }
           *         ],
           *         "events": [
           *           {
           *             "type": "loyalty.CreditChanged.v1",
           *             "occurredAt": "2027-01-15T08:30:00.000Z",
           *             "receivedAt": "2027-01-15T08:30:00.000Z",
           *             "numbers": {
           *               "amount": "10.00",
           *               "balance": "150.00"
           *             },
           *             "reference": "order-1001",
           *             "label": "credit",
           *             "state": "delivered",
           *             "reason": null,
           *             "settledAt": "2027-01-15T08:30:00.000Z",
           *             "sentTo": null,
           *             "sentValue": null
           *           }
           *         ],
           *         "journal": [
           *           {
           *             "at": "2027-01-15T08:30:00.000Z",
           *             "step": "stored",
           *             "details": {
           *               "fields": {
           *                 "ellity_credit": "150,00"
           *               }
           *             }
           *           }
           *         ],
           *         "memberships": [
           *           {
           *             "status": "subscribed",
           *             "cause": "contact",
           *             "since": "2027-01-15T08:30:00.000Z"
           *           }
           *         ],
           *         "notices": [
           *           {
           *             "receivedAt": "2027-01-15T08:30:00.000Z",
           *             "status": "subscribed",
           *             "email": "",
           *             "verdict": "genuine",
           *             "decidedAt": "2027-01-15T08:30:00.000Z"
           *           }
           *         ]
           *       },
           *       "leftOut": [
           *         {
           *           "what": "the PIN",
           *           "why": "A secret; the file says whether there is one."
           *         }
           *       ]
           *     }
           */
          'application/json': {
            /** @example ecomail-sync */
            service: string;
            addresses: string[];
            parts: {
              /** @description The contact as Ecomail should have it, and as it was last written there */
              contact: {
                /** @example jana.novakova@shop.test */
                email: unknown;
                /** @example Jana */
                firstName: unknown;
                /** @example Nováková */
                lastName: unknown;
                /** @example +420601998877 */
                phone: unknown;
                /** @example true */
                registered: unknown;
                /** @example VIP */
                group: unknown;
                /** @example JANA-1 */
                referralCode: unknown;
                /** @example https://shop.test/?r=JANA-1 */
                referralLink: unknown;
                /** @example granted */
                consent: unknown;
                /** @example 1250.50 */
                balance: unknown;
                /** @example 2027-06-30 */
                nextExpirationOn: unknown;
                /** @example 150.99 */
                nextExpirationAmount: unknown;
                /** @example -20.00 */
                lastChangeAmount: unknown;
                /** @example 2026-11-23T23:30:00.000Z */
                lastChangedAt: unknown;
                /** @example true */
                hasPin: unknown;
                /** @example 2027-06-30 */
                expiringOn: unknown;
                /** @example 40.00 */
                expiringAmount: unknown;
                /** @example jana.novakova@shop.test */
                emailAtEcomail: unknown;
                /**
                 * @example {
                 *       "phone": "is not a phone number"
                 *     }
                 */
                notTakenByEcomail: unknown;
                /** @example null */
                refusedByEcomail: unknown;
                /** @example 2027-01-15T08:30:00.000Z */
                writtenAt: unknown;
              }[];
              /** @description Addresses that the person had before, under which Ecomail may know them */
              formerAddresses: {
                /** @example jana.stara@shop.test */
                email: unknown;
                /** @example 2027-01-15T08:30:00.000Z */
                leftAt: unknown;
                /** @example null */
                refusedByEcomail: unknown;
              }[];
              /** @description Changes that were received, and whether the person was notified of them */
              events: {
                /** @example loyalty.CreditChanged.v1 */
                type: unknown;
                /** @example 2027-01-15T08:30:00.000Z */
                occurredAt: unknown;
                /** @example 2027-01-15T08:30:00.000Z */
                receivedAt: unknown;
                /**
                 * @example {
                 *       "amount": "10.00",
                 *       "balance": "150.00"
                 *     }
                 */
                numbers: unknown;
                /** @example order-1001 */
                reference: unknown;
                /** @example credit */
                label: unknown;
                /** @example delivered */
                state: unknown;
                /** @example null */
                reason: unknown;
                /** @example 2027-01-15T08:30:00.000Z */
                settledAt: unknown;
                /** @example null */
                sentTo: unknown;
                /** @example null */
                sentValue: unknown;
              }[];
              /** @description What was done at Ecomail, step by step */
              journal: {
                /** @example 2027-01-15T08:30:00.000Z */
                at: unknown;
                /** @example stored */
                step: unknown;
                /**
                 * @example {
                 *       "fields": {
                 *         "ellity_credit": "150,00"
                 *       }
                 *     }
                 */
                details: unknown;
              }[];
              /** @description Whether the address is in the list of the shop, and who caused it */
              memberships: {
                /** @example subscribed */
                status: unknown;
                /** @example contact */
                cause: unknown;
                /** @example 2027-01-15T08:30:00.000Z */
                since: unknown;
              }[];
              /** @description Notices from Ecomail that the address joined or left the list, and what they were found to be */
              notices: {
                /** @example 2027-01-15T08:30:00.000Z */
                receivedAt: unknown;
                /** @example subscribed */
                status: unknown;
                /** @example  */
                email: unknown;
                /** @example genuine */
                verdict: unknown;
                /** @example 2027-01-15T08:30:00.000Z */
                decidedAt: unknown;
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
    };
  };
  AtEcomailController_show: {
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
           *       "status": "subscribed",
           *       "fields": [
           *         {
           *           "name": "ellity_credit",
           *           "ours": "150,00",
           *           "theirs": "150,00",
           *           "isSame": true
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['ContactAtEcomail'];
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
  StatusController_show: {
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
          'application/json': components['schemas']['ConnectionStatus'];
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
      /** @description The shop never had a connection */
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
  StatusController_stream: {
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
      /** @description The data of `status` is as above */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/event-stream': string;
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
      /** @description The shop never had a connection */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many watch at this moment */
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
      header?: never;
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
