/** Generated from the OpenAPI document of dead-letters by `npm run api-types`; do not edit. */
export interface paths {
  '/queues': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Every queue of the broker, with how much and how long; nothing is consumed */
    get: operations['QueuesController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/queues/waiting': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What waits in services: outboxes before the broker, lanes before Ecomail */
    get: operations['QueuesController_inServices'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/groups': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Groups of letters that failed alike; those that grew last come first */
    get: operations['GroupsController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/groups/{groupId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One group; from then on it counts as seen */
    get: operations['GroupsController_show'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** A note about the group, or its hold: what is on hold is not replayed */
    patch: operations['GroupsController_change'];
    trace?: never;
  };
  '/stats': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How many letters there are, by state and queue, and what nobody looked at */
    get: operations['GroupsController_stats'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/letters': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Letters that fit the filter, the newest first */
    get: operations['LettersController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/letters/{letterId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A letter beside its contract, why it is here, and what is safe to do */
    get: operations['LettersController_show'];
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
    /** How many messages of a shop are or were dead letters, by type and sender; deleted ones too */
    get: operations['ReconciliationController_of'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * What an action would mean, and what the services say that its letters would do
     * @description No Idempotency-Key is needed: it changes nothing.
     */
    post: operations['ActionsController_preview'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/actions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What was done with letters, the newest first */
    get: operations['ActionsController_list'];
    put?: never;
    /** Begins to replay, discard, restore or edit letters; the filter is frozen now */
    post: operations['ActionsController_start'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/actions/{actionId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How far an action came */
    get: operations['ActionsController_show'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/actions/{actionId}/{order}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Pauses, resumes or cancels; what was sent is awaited, what was not is open again */
    post: operations['ActionsController_order'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/letters/{letterId}/edit': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Gives a letter other data, which its replay sends; the original is kept
     * @description No Idempotency-Key is needed: the letter is the same after it.
     */
    put: operations['ActionsController_edit'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/audit': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who did what, when and why, the newest first */
    get: operations['ActionsController_audit'];
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
    get?: never;
    put?: never;
    /**
     * This service's part of the file about a person, for loyalty-core to put together
     * @description No Idempotency-Key is needed: it changes nothing.
     */
    post: operations['PersonFileController_file'];
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
    CustomerErased: Record<string, never>;
    QueueView: {
      /** @example ecomail-sync.contacts.retry.5000ms */
      name: string;
      /**
       * @description work: read by its service; retry: waits for another attempt; dead-letters and unrouted: taken out by dead-letters; reports: what became of replays
       * @enum {string}
       */
      role: 'work' | 'retry' | 'dead-letters' | 'unrouted' | 'reports' | 'other';
      /**
       * @description Null: all share it
       * @example ecomail-sync
       */
      service: string | null;
      /** @example ecomail-sync.contacts */
      workQueue: string | null;
      /**
       * @description How long a message lies here
       * @example 5000
       */
      delayMs: number | null;
      /**
       * @description Waiting to be handed out
       * @example 12
       */
      ready: number;
      /**
       * @description Handed out, and not acknowledged yet
       * @example 3
       */
      unacknowledged: number;
      /** @example 1 */
      consumers: number;
      /**
       * @description How long the oldest message has been here; null: there is none, or it is not known
       * @example 40
       */
      oldestSeconds: number | null;
      /** @description The oldest was here when dead-letters saw the queue first: it may be older */
      isOldestAtLeast: boolean;
      /**
       * @description By how many messages it grew in the last five minutes; null where the broker does not say
       * @example -4
       */
      grewBy: number | null;
      /**
       * @description Letters of this queue that are kept and open
       * @example 0
       */
      openLetters: number;
      /**
       * Format: date-time
       * @example null
       */
      oldestLetterAt: string | null;
    };
    QueuesView: {
      /**
       * Format: date-time
       * @description When the broker was asked
       */
      seenAt: string;
      items: components['schemas']['QueueView'][];
    };
    WaitingView: {
      /** @example ecomail-sync */
      service: string;
      /**
       * @description outbox: committed, not yet confirmed by the broker; contacts, events: to be sent to Ecomail
       * @enum {string}
       */
      kind: 'outbox' | 'contacts' | 'events';
      /** @example null */
      lane: string | null;
      /** @example 0 */
      count: number;
      /** @example 0 */
      oldestSeconds: number;
    };
    WaitingsView: {
      items: components['schemas']['WaitingView'][];
      /**
       * @description Services that do not answer
       * @example []
       */
      silent: string[];
    };
    BothLanguages: {
      /** @example Zpráva porušuje smlouvu. */
      cs: string;
      /** @example The message breaks its contract. */
      en: string;
    };
    GroupCounts: {
      open: number;
      /** @description An action is at them */
      taken: number;
      delivered: number;
      discarded: number;
    };
    HourCount: {
      /** Format: date-time */
      hour: string;
      letters: number;
    };
    GroupView: {
      /** Format: uuid */
      id: string;
      /** @example loyalty-core */
      service: string;
      /** @example loyalty-core.credits */
      queue: string;
      /** @example loyalty.AwardCredit.v1 */
      type: string;
      /** @example data-invalid */
      code: string;
      /** @example amount must be an amount above zero */
      message: string;
      /** @example  */
      frames: string;
      why: components['schemas']['BothLanguages'];
      counts: components['schemas']['GroupCounts'];
      /** @description How many came in the last 24 hours, hour by hour */
      hours: components['schemas']['HourCount'][];
      /** @example the shop knows */
      note: string | null;
      isOnHold: boolean;
      /** @description Somebody looked at it */
      isSeen: boolean;
      /** Format: date-time */
      firstAt: string;
      /** Format: date-time */
      lastAt: string;
    };
    GroupsPage: {
      items: components['schemas']['GroupView'][];
      /** @description `before` of the next page; null on the last one */
      next: string | null;
    };
    GroupChange: {
      /** @description What is known about it, for the next who looks; names nobody */
      note?: string | null;
      /** @description Letters of a group on hold are not replayed */
      isOnHold?: boolean;
    };
    QueueStats: {
      /** @example loyalty-core.credits */
      queue: string;
      counts: components['schemas']['GroupCounts'];
    };
    Stats: {
      counts: components['schemas']['GroupCounts'];
      /** @description Groups with an open letter */
      groups: number;
      /** @description Of these, the ones that nobody looked at */
      unseenGroups: number;
      /**
       * Format: date-time
       * @example null
       */
      oldestUnseenAt: string | null;
      queues: components['schemas']['QueueStats'][];
    };
    LetterView: {
      /** Format: uuid */
      id: string;
      /** Format: uuid */
      groupId: string;
      /** @example 0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01 */
      messageId: string;
      /** @example loyalty-core.credits.dlq */
      queue: string;
      /** @example loyalty-core.credits */
      failingQueue: string | null;
      /** @example loyalty-core */
      service: string;
      /** @example 0.1.0 */
      serviceVersion: string | null;
      /** @example shop-adapter */
      sender: string | null;
      /** @example loyalty.AwardCredit.v1 */
      type: string;
      /** @example demo */
      shopId: string | null;
      /**
       * Format: uuid
       * @example null
       */
      customerId: string | null;
      /** @example data-invalid */
      code: string;
      /** @example amount must be an amount above zero */
      message: string;
      /** @example 1 */
      attempts: number | null;
      /**
       * Format: date-time
       * @description When it happened, as its sender says
       * @example null
       */
      occurredAt: string | null;
      /** Format: date-time */
      firstAt: string;
      /** Format: date-time */
      lastAt: string;
      /** @description How often it came again */
      returns: number;
      /** @enum {string} */
      state: 'open' | 'taken' | 'delivered' | 'discarded';
      /** @description Size of the body */
      bytes: number;
      /** @description Whether there is a way back to where it failed */
      isReplayable: boolean;
      isEdited: boolean;
      /**
       * Format: date-time
       * @description It went back once by itself, after the delivery limit
       * @example null
       */
      sentBackAt: string | null;
    };
    LettersPage: {
      items: components['schemas']['LetterView'][];
      /** @description `before` of the next page; null on the last one */
      next: string | null;
    };
    ContractField: {
      /** @example amount */
      name: string;
      /** @example an amount above zero with two decimals */
      rule: string | null;
      /** @example null */
      description: string | null;
      /** @description The message has it */
      isGiven: boolean;
      /**
       * @description Rules that it breaks now
       * @example []
       */
      problems: string[];
    };
    LetterContract: {
      /** @example loyalty.AwardCredit.v1 */
      type: string;
      /** @example A shop grants credit. */
      description: string;
      fields: components['schemas']['ContractField'][];
    };
    LetterChange: {
      /** @example data.amount */
      field: string;
      /** @example "10" */
      before: string | null;
      /** @example "10.00" */
      after: string | null;
    };
    LetterAttempt: {
      /** Format: uuid */
      actionId: string;
      /** @example failed */
      state: string;
      /** @example data-invalid */
      code: string | null;
      /**
       * Format: date-time
       * @example null
       */
      sentAt: string | null;
      /**
       * Format: date-time
       * @example null
       */
      settledAt: string | null;
      /** @example novak */
      actor: string;
      /** @example the bug is mended in 0.1.1 */
      why: string;
    };
    LetterInFull: {
      letter: components['schemas']['LetterView'];
      /**
       * @description Null: the person was erased
       * @example { "specversion": "1.0" }
       */
      body: string | null;
      /**
       * @example {
       *       "sender": "shop-adapter"
       *     }
       */
      headers: {
        [key: string]: unknown;
      };
      /** @example loyalty.commands */
      exchange: string;
      /** @example loyalty.AwardCredit.v1 */
      routingKey: string;
      /** @example null */
      stack: string | null;
      /** @example null */
      traceId: string | null;
      /** @description Null: the type is in no contract */
      contract: components['schemas']['LetterContract'] | null;
      /**
       * @description Every rule that the message breaks now
       * @example []
       */
      problems: string[];
      why: components['schemas']['BothLanguages'];
      /**
       * @description What is safe, the best first
       * @example [
       *       "preview",
       *       "replay"
       *     ]
       */
      next: string[];
      /** @description What an edit changed; the original is kept */
      changes: components['schemas']['LetterChange'][];
      tries: components['schemas']['LetterAttempt'][];
      /** @description The customer's other letters, the newest first */
      others: components['schemas']['LetterView'][];
    };
    LettersOfType: {
      /** @example loyalty.CreditChanged.v1 */
      type: string;
      /**
       * @description Empty: not known
       * @example loyalty-core
       */
      sender: string;
      /**
       * @description Open, or in an action that has not ended
       * @example 1
       */
      open: number;
      /**
       * @description Their receivers have them
       * @example 4
       */
      delivered: number;
      /** @example 0 */
      discarded: number;
    };
    LettersOfHour: {
      /** @example loyalty.CreditChanged.v1 */
      type: string;
      /**
       * @description Empty: not known
       * @example loyalty-core
       */
      sender: string;
      /**
       * @description Open, or in an action that has not ended
       * @example 1
       */
      open: number;
      /**
       * @description Their receivers have them
       * @example 4
       */
      delivered: number;
      /** @example 0 */
      discarded: number;
      /**
       * Format: date-time
       * @description In which their messages were made; null: all that were before, or whose hour is not known
       * @example 2026-11-27T09:00:00.000Z
       */
      hour: string | null;
    };
    LetterReconciliation: {
      types: components['schemas']['LettersOfType'][];
      /** @description Empty unless `since` is given */
      hours: components['schemas']['LettersOfHour'][];
    };
    FilterFields: {
      /** Format: uuid */
      groupId?: string;
      /** @description The failing queue, its dead-letter queue, or unrouted */
      queue?: string;
      service?: string;
      type?: string;
      code?: string;
      shopId?: string;
      /** Format: uuid */
      customerId?: string;
      messageId?: string;
      /**
       * Format: date-time
       * @description Failed at or after it
       */
      since?: string;
      /**
       * Format: date-time
       * @description Failed before it
       */
      until?: string;
    };
    PreviewOf: {
      /**
       * @example {
       *       "code": "data-invalid"
       *     }
       */
      filter?: components['schemas']['FilterFields'];
      /** @description These letters only */
      ids?: string[];
      /**
       * @default replay
       * @enum {string}
       */
      kind?: 'replay' | 'discard' | 'restore' | 'edit';
      /**
       * @description Asks the services what up to 200 of them would do now; nothing is changed
       * @default false
       */
      ask?: boolean;
    };
    QueueShare: {
      /** @example loyalty-core.credits */
      queue: string;
      letters: number;
    };
    CodeShare: {
      /** @example already-applied */
      code: string;
      letters: number;
    };
    Asked: {
      /** @description Of how many an answer came */
      answered: number;
      /** @description Of how many none did: their service is away, or they have none */
      unanswered: number;
      wouldApply: number;
      /** @description Would change nothing, and why */
      wouldBeNoOp: components['schemas']['CodeShare'][];
      /** @description Would fail, and with what */
      wouldFail: components['schemas']['CodeShare'][];
      /** @description Of all letters that are meant, so many would apply, judged by the answers */
      estimatedToApply: number;
    };
    PreviewAnswer: {
      letters: number;
      /** @description The count to be typed in; false: not more than 100 */
      needsCount: boolean;
      /** @description Fit the filter and are left alone: no way back, on hold, or emptied */
      leftAlone: number;
      queues: components['schemas']['QueueShare'][];
      /**
       * Format: date-time
       * @example null
       */
      oldestAt: string | null;
      /**
       * Format: date-time
       * @example null
       */
      newestAt: string | null;
      /** @description Null: the services were not asked */
      asked: components['schemas']['Asked'] | null;
    };
    RuleFields: {
      /** @enum {string} */
      what: 'set' | 'rename' | 'remove';
      /**
       * @description Below data, parts divided by dots
       * @example amount
       */
      field: string;
      /**
       * @description set: the value. rename: the new name
       * @example 10.00
       */
      to?:
        | (
            | string
            | number
            | boolean
            | {
                [key: string]: unknown;
              }
            | unknown[]
          )
        | null;
    };
    ActionRequest: {
      /**
       * @example {
       *       "code": "data-invalid"
       *     }
       */
      filter?: components['schemas']['FilterFields'];
      /** @description These letters only */
      ids?: string[];
      /** @enum {string} */
      kind: 'replay' | 'discard' | 'restore' | 'edit';
      /**
       * @description For the audit; names nobody
       * @example the bug is mended in 0.1.1
       */
      why: string;
      /** @description How many letters are meant; needed for more than 100 */
      count?: number;
      /**
       * @description replay: letters a second, at most
       * @default 50
       */
      rate?: number;
      /**
       * @description replay: it stops itself when a larger share of what has an outcome fails again
       * @default 0.2
       */
      failedShareMax?: number;
      /** @description edit: what is done with each message, in order */
      rules?: components['schemas']['RuleFields'][];
    };
    ActionCounts: {
      /** @description Not yet sent */
      chosen: number;
      /** @description Sent, without an outcome yet */
      sent: number;
      /** @description The receiver tries them again by itself */
      retrying: number;
      /** @description Applied */
      done: number;
      /** @description Changed nothing any more */
      noOp: number;
      /** @description Failed again */
      failed: number;
      /** @description Left alone: the replay ended before */
      skipped: number;
    };
    ActionView: {
      /** Format: uuid */
      id: string;
      /** @enum {string} */
      kind: 'replay' | 'discard' | 'restore' | 'edit';
      /** @enum {string} */
      state: 'running' | 'paused' | 'done' | 'cancelled' | 'failed';
      /**
       * @description Why it stopped itself: `failing-again`, `new-failure`
       * @example null
       */
      stopped: string | null;
      /** @example novak */
      actor: string;
      /** @example the bug is mended in 0.1.1 */
      why: string;
      /**
       * @description As it was at the start
       * @example {
       *       "code": "data-invalid"
       *     }
       */
      filter: {
        [key: string]: unknown;
      };
      /** @description Letters that the filter meant at the start */
      matched: number;
      /** @description Letters that are done with */
      done: number;
      /** @description Of a replay */
      counts: components['schemas']['ActionCounts'];
      /** Format: date-time */
      createdAt: string;
      /**
       * Format: date-time
       * @example null
       */
      endedAt: string | null;
    };
    ActionsPage: {
      items: components['schemas']['ActionView'][];
      /** @description `before` of the next page; null on the last one */
      next: string | null;
    };
    LetterEdit: {
      /**
       * @description The whole data of the message as it shall be; ids stay as they are, and so does what is still masked as it was shown
       * @example {
       *       "email": "jana.novakova@shop.test",
       *       "amount": "10.00",
       *       "reason": "order",
       *       "idempotencyKey": "order-1"
       *     }
       */
      data: {
        [key: string]: unknown;
      };
      /** @example the amount lacked its decimals */
      why: string;
    };
    AuditView: {
      /** Format: uuid */
      id: string;
      /** Format: date-time */
      at: string;
      /** @example novak */
      actor: string;
      /** @example operator */
      service: string;
      /** @example replay-started */
      what: string;
      /** @example mended in 0.1.1 */
      why: string | null;
      /** Format: uuid */
      actionId: string | null;
      /** Format: uuid */
      groupId: string | null;
      /** Format: uuid */
      letterId: string | null;
      /**
       * @example {
       *       "code": "data-invalid"
       *     }
       */
      filter: {
        [key: string]: unknown;
      } | null;
      /**
       * @example {
       *       "open": 132
       *     }
       */
      before: {
        [key: string]: unknown;
      } | null;
      /**
       * @example {
       *       "open": 0
       *     }
       */
      after: {
        [key: string]: unknown;
      } | null;
    };
    AuditPage: {
      items: components['schemas']['AuditView'][];
      /** @description `before` of the next page; null on the last one */
      next: string | null;
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
  QueuesController_list: {
    parameters: {
      query?: never;
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
           *       "seenAt": "2027-01-15T08:30:00.000Z",
           *       "items": [
           *         {
           *           "name": "ecomail-sync.contacts.retry.5000ms",
           *           "role": "work",
           *           "service": "ecomail-sync",
           *           "workQueue": "ecomail-sync.contacts",
           *           "delayMs": 5000,
           *           "ready": 12,
           *           "unacknowledged": 3,
           *           "consumers": 1,
           *           "oldestSeconds": 40,
           *           "isOldestAtLeast": true,
           *           "grewBy": -4,
           *           "openLetters": 0,
           *           "oldestLetterAt": null
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['QueuesView'];
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
      /** @description The broker does not say which queues there are */
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
  QueuesController_inServices: {
    parameters: {
      query?: never;
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
           *           "service": "ecomail-sync",
           *           "kind": "outbox",
           *           "lane": null,
           *           "count": 0,
           *           "oldestSeconds": 0
           *         }
           *       ],
           *       "silent": []
           *     }
           */
          'application/json': components['schemas']['WaitingsView'];
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
  GroupsController_list: {
    parameters: {
      query?: {
        limit?: number;
        /** @description `next` of the page before */
        before?: string;
        /** @description Also groups of which no letter is open */
        all?: boolean;
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
           *           "service": "loyalty-core",
           *           "queue": "loyalty-core.credits",
           *           "type": "loyalty.AwardCredit.v1",
           *           "code": "data-invalid",
           *           "message": "amount must be an amount above zero",
           *           "frames": "",
           *           "why": {
           *             "cs": "Zpráva porušuje smlouvu.",
           *             "en": "The message breaks its contract."
           *           },
           *           "counts": {
           *             "open": 1,
           *             "taken": 1,
           *             "delivered": 1,
           *             "discarded": 1
           *           },
           *           "hours": [
           *             {
           *               "hour": "2027-01-15T08:30:00.000Z",
           *               "letters": 1
           *             }
           *           ],
           *           "note": "the shop knows",
           *           "isOnHold": true,
           *           "isSeen": true,
           *           "firstAt": "2027-01-15T08:30:00.000Z",
           *           "lastAt": "2027-01-15T08:30:00.000Z"
           *         }
           *       ],
           *       "next": null
           *     }
           */
          'application/json': components['schemas']['GroupsPage'];
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
  GroupsController_show: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        groupId: string;
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
           *       "service": "loyalty-core",
           *       "queue": "loyalty-core.credits",
           *       "type": "loyalty.AwardCredit.v1",
           *       "code": "data-invalid",
           *       "message": "amount must be an amount above zero",
           *       "frames": "",
           *       "why": {
           *         "cs": "Zpráva porušuje smlouvu.",
           *         "en": "The message breaks its contract."
           *       },
           *       "counts": {
           *         "open": 1,
           *         "taken": 1,
           *         "delivered": 1,
           *         "discarded": 1
           *       },
           *       "hours": [
           *         {
           *           "hour": "2027-01-15T08:30:00.000Z",
           *           "letters": 1
           *         }
           *       ],
           *       "note": "the shop knows",
           *       "isOnHold": true,
           *       "isSeen": true,
           *       "firstAt": "2027-01-15T08:30:00.000Z",
           *       "lastAt": "2027-01-15T08:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['GroupView'];
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
      /** @description There is no such group */
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
  GroupsController_change: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key of the same service with the same body counts once and gets the first answer, for 30 days */
        'Idempotency-Key'?: string;
      };
      path: {
        groupId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /** @example {} */
        'application/json': components['schemas']['GroupChange'];
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
           *       "service": "loyalty-core",
           *       "queue": "loyalty-core.credits",
           *       "type": "loyalty.AwardCredit.v1",
           *       "code": "data-invalid",
           *       "message": "amount must be an amount above zero",
           *       "frames": "",
           *       "why": {
           *         "cs": "Zpráva porušuje smlouvu.",
           *         "en": "The message breaks its contract."
           *       },
           *       "counts": {
           *         "open": 1,
           *         "taken": 1,
           *         "delivered": 1,
           *         "discarded": 1
           *       },
           *       "hours": [
           *         {
           *           "hour": "2027-01-15T08:30:00.000Z",
           *           "letters": 1
           *         }
           *       ],
           *       "note": "the shop knows",
           *       "isOnHold": true,
           *       "isSeen": true,
           *       "firstAt": "2027-01-15T08:30:00.000Z",
           *       "lastAt": "2027-01-15T08:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['GroupView'];
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
      /** @description There is no such group */
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
  GroupsController_stats: {
    parameters: {
      query?: never;
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
           *       "counts": {
           *         "open": 1,
           *         "taken": 1,
           *         "delivered": 1,
           *         "discarded": 1
           *       },
           *       "groups": 1,
           *       "unseenGroups": 1,
           *       "oldestUnseenAt": null,
           *       "queues": [
           *         {
           *           "queue": "loyalty-core.credits",
           *           "counts": {
           *             "open": 1,
           *             "taken": 1,
           *             "delivered": 1,
           *             "discarded": 1
           *           }
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['Stats'];
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
  LettersController_list: {
    parameters: {
      query?: {
        groupId?: string;
        /** @description The failing queue, its dead-letter queue, or unrouted */
        queue?: string;
        service?: string;
        type?: string;
        code?: string;
        shopId?: string;
        customerId?: string;
        messageId?: string;
        /** @description Failed at or after it */
        since?: string;
        /** @description Failed before it */
        until?: string;
        limit?: number;
        /** @description `next` of the page before */
        before?: string;
        /** @description Default: open */
        state?: 'open' | 'taken' | 'delivered' | 'discarded';
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
           *           "groupId": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *           "messageId": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *           "queue": "loyalty-core.credits.dlq",
           *           "failingQueue": "loyalty-core.credits",
           *           "service": "loyalty-core",
           *           "serviceVersion": "0.1.0",
           *           "sender": "shop-adapter",
           *           "type": "loyalty.AwardCredit.v1",
           *           "shopId": "demo",
           *           "customerId": null,
           *           "code": "data-invalid",
           *           "message": "amount must be an amount above zero",
           *           "attempts": 1,
           *           "occurredAt": null,
           *           "firstAt": "2027-01-15T08:30:00.000Z",
           *           "lastAt": "2027-01-15T08:30:00.000Z",
           *           "returns": 1,
           *           "state": "open",
           *           "bytes": 1,
           *           "isReplayable": true,
           *           "isEdited": true,
           *           "sentBackAt": null
           *         }
           *       ],
           *       "next": null
           *     }
           */
          'application/json': components['schemas']['LettersPage'];
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
  LettersController_show: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        letterId: string;
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
           *       "letter": {
           *         "id": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *         "groupId": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *         "messageId": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *         "queue": "loyalty-core.credits.dlq",
           *         "failingQueue": "loyalty-core.credits",
           *         "service": "loyalty-core",
           *         "serviceVersion": "0.1.0",
           *         "sender": "shop-adapter",
           *         "type": "loyalty.AwardCredit.v1",
           *         "shopId": "demo",
           *         "customerId": null,
           *         "code": "data-invalid",
           *         "message": "amount must be an amount above zero",
           *         "attempts": 1,
           *         "occurredAt": null,
           *         "firstAt": "2027-01-15T08:30:00.000Z",
           *         "lastAt": "2027-01-15T08:30:00.000Z",
           *         "returns": 1,
           *         "state": "open",
           *         "bytes": 1,
           *         "isReplayable": true,
           *         "isEdited": true,
           *         "sentBackAt": null
           *       },
           *       "body": "{ \"specversion\": \"1.0\" }",
           *       "headers": {
           *         "sender": "shop-adapter"
           *       },
           *       "exchange": "loyalty.commands",
           *       "routingKey": "loyalty.AwardCredit.v1",
           *       "stack": null,
           *       "traceId": null,
           *       "contract": {
           *         "type": "loyalty.AwardCredit.v1",
           *         "description": "A shop grants credit.",
           *         "fields": [
           *           {
           *             "name": "amount",
           *             "rule": "an amount above zero with two decimals",
           *             "description": null,
           *             "isGiven": true,
           *             "problems": []
           *           }
           *         ]
           *       },
           *       "problems": [],
           *       "why": {
           *         "cs": "Zpráva porušuje smlouvu.",
           *         "en": "The message breaks its contract."
           *       },
           *       "next": [
           *         "preview",
           *         "replay"
           *       ],
           *       "changes": [
           *         {
           *           "field": "data.amount",
           *           "before": "\"10\"",
           *           "after": "\"10.00\""
           *         }
           *       ],
           *       "tries": [
           *         {
           *           "actionId": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *           "state": "failed",
           *           "code": "data-invalid",
           *           "sentAt": null,
           *           "settledAt": null,
           *           "actor": "novak",
           *           "why": "the bug is mended in 0.1.1"
           *         }
           *       ],
           *       "others": [
           *         {
           *           "id": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *           "groupId": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *           "messageId": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *           "queue": "loyalty-core.credits.dlq",
           *           "failingQueue": "loyalty-core.credits",
           *           "service": "loyalty-core",
           *           "serviceVersion": "0.1.0",
           *           "sender": "shop-adapter",
           *           "type": "loyalty.AwardCredit.v1",
           *           "shopId": "demo",
           *           "customerId": null,
           *           "code": "data-invalid",
           *           "message": "amount must be an amount above zero",
           *           "attempts": 1,
           *           "occurredAt": null,
           *           "firstAt": "2027-01-15T08:30:00.000Z",
           *           "lastAt": "2027-01-15T08:30:00.000Z",
           *           "returns": 1,
           *           "state": "open",
           *           "bytes": 1,
           *           "isReplayable": true,
           *           "isEdited": true,
           *           "sentBackAt": null
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['LetterInFull'];
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
      /** @description There is no such letter */
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
           *       "types": [
           *         {
           *           "type": "loyalty.CreditChanged.v1",
           *           "sender": "loyalty-core",
           *           "open": 1,
           *           "delivered": 4,
           *           "discarded": 0
           *         }
           *       ],
           *       "hours": [
           *         {
           *           "type": "loyalty.CreditChanged.v1",
           *           "sender": "loyalty-core",
           *           "open": 1,
           *           "delivered": 4,
           *           "discarded": 0,
           *           "hour": "2026-11-27T09:00:00.000Z"
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['LetterReconciliation'];
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
  ActionsController_preview: {
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
         *       "filter": {
         *         "code": "data-invalid"
         *       }
         *     }
         */
        'application/json': components['schemas']['PreviewOf'];
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
           *       "letters": 1,
           *       "needsCount": true,
           *       "leftAlone": 1,
           *       "queues": [
           *         {
           *           "queue": "loyalty-core.credits",
           *           "letters": 1
           *         }
           *       ],
           *       "oldestAt": null,
           *       "newestAt": null,
           *       "asked": {
           *         "answered": 1,
           *         "unanswered": 1,
           *         "wouldApply": 1,
           *         "wouldBeNoOp": [
           *           {
           *             "code": "already-applied",
           *             "letters": 1
           *           }
           *         ],
           *         "wouldFail": [
           *           {
           *             "code": "already-applied",
           *             "letters": 1
           *           }
           *         ],
           *         "estimatedToApply": 1
           *       }
           *     }
           */
          'application/json': components['schemas']['PreviewAnswer'];
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
  ActionsController_list: {
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
           *           "id": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *           "kind": "replay",
           *           "state": "running",
           *           "stopped": null,
           *           "actor": "novak",
           *           "why": "the bug is mended in 0.1.1",
           *           "filter": {
           *             "code": "data-invalid"
           *           },
           *           "matched": 1,
           *           "done": 1,
           *           "counts": {
           *             "chosen": 1,
           *             "sent": 1,
           *             "retrying": 1,
           *             "done": 1,
           *             "noOp": 1,
           *             "failed": 1,
           *             "skipped": 1
           *           },
           *           "createdAt": "2027-01-15T08:30:00.000Z",
           *           "endedAt": null
           *         }
           *       ],
           *       "next": null
           *     }
           */
          'application/json': components['schemas']['ActionsPage'];
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
  ActionsController_start: {
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
         *       "filter": {
         *         "code": "data-invalid"
         *       },
         *       "kind": "replay",
         *       "why": "the bug is mended in 0.1.1"
         *     }
         */
        'application/json': components['schemas']['ActionRequest'];
      };
    };
    responses: {
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *       "kind": "replay",
           *       "state": "running",
           *       "stopped": null,
           *       "actor": "novak",
           *       "why": "the bug is mended in 0.1.1",
           *       "filter": {
           *         "code": "data-invalid"
           *       },
           *       "matched": 1,
           *       "done": 1,
           *       "counts": {
           *         "chosen": 1,
           *         "sent": 1,
           *         "retrying": 1,
           *         "done": 1,
           *         "noOp": 1,
           *         "failed": 1,
           *         "skipped": 1
           *       },
           *       "createdAt": "2027-01-15T08:30:00.000Z",
           *       "endedAt": null
           *     }
           */
          'application/json': components['schemas']['ActionView'];
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
      /** @description Nothing fits */
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
      /** @description More than 100 are meant and their number was not said, or another was */
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
  ActionsController_show: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        actionId: string;
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
           *       "kind": "replay",
           *       "state": "running",
           *       "stopped": null,
           *       "actor": "novak",
           *       "why": "the bug is mended in 0.1.1",
           *       "filter": {
           *         "code": "data-invalid"
           *       },
           *       "matched": 1,
           *       "done": 1,
           *       "counts": {
           *         "chosen": 1,
           *         "sent": 1,
           *         "retrying": 1,
           *         "done": 1,
           *         "noOp": 1,
           *         "failed": 1,
           *         "skipped": 1
           *       },
           *       "createdAt": "2027-01-15T08:30:00.000Z",
           *       "endedAt": null
           *     }
           */
          'application/json': components['schemas']['ActionView'];
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
      /** @description There is no such action */
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
  ActionsController_order: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key of the same service with the same body counts once and gets the first answer, for 30 days */
        'Idempotency-Key'?: string;
      };
      path: {
        actionId: string;
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
           *       "kind": "replay",
           *       "state": "running",
           *       "stopped": null,
           *       "actor": "novak",
           *       "why": "the bug is mended in 0.1.1",
           *       "filter": {
           *         "code": "data-invalid"
           *       },
           *       "matched": 1,
           *       "done": 1,
           *       "counts": {
           *         "chosen": 1,
           *         "sent": 1,
           *         "retrying": 1,
           *         "done": 1,
           *         "noOp": 1,
           *         "failed": 1,
           *         "skipped": 1
           *       },
           *       "createdAt": "2027-01-15T08:30:00.000Z",
           *       "endedAt": null
           *     }
           */
          'application/json': components['schemas']['ActionView'];
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
  ActionsController_edit: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        letterId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "data": {
         *         "email": "jana.novakova@shop.test",
         *         "amount": "10.00",
         *         "reason": "order",
         *         "idempotencyKey": "order-1"
         *       },
         *       "why": "the amount lacked its decimals"
         *     }
         */
        'application/json': components['schemas']['LetterEdit'];
      };
    };
    responses: {
      /** @description The letter is edited */
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
      /** @description There is no such letter */
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
      /** @description The contract would be broken, or an id changed */
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
  ActionsController_audit: {
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
           *           "id": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *           "at": "2027-01-15T08:30:00.000Z",
           *           "actor": "novak",
           *           "service": "operator",
           *           "what": "replay-started",
           *           "why": "mended in 0.1.1",
           *           "actionId": null,
           *           "groupId": null,
           *           "letterId": null,
           *           "filter": {
           *             "code": "data-invalid"
           *           },
           *           "before": {
           *             "open": 132
           *           },
           *           "after": {
           *             "open": 0
           *           }
           *         }
           *       ],
           *       "next": null
           *     }
           */
          'application/json': components['schemas']['AuditPage'];
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
           *       "service": "dead-letters",
           *       "addresses": [
           *         "jana.novakova@shop.test"
           *       ],
           *       "parts": {
           *         "letters": [
           *           {
           *             "type": "loyalty.AwardCredit.v1",
           *             "body": "{\"data\":{\"email\":\"jana.novakova@shop.test\"}}",
           *             "bodyAfterEdit": null,
           *             "code": "data-invalid",
           *             "message": "amount must be an amount above zero",
           *             "state": "open",
           *             "firstAt": "2027-01-15T08:30:00.000Z",
           *             "lastAt": "2027-01-15T08:30:00.000Z",
           *             "id": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01"
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
            /** @example dead-letters */
            service: string;
            addresses: string[];
            parts: {
              /** @description Messages about you that could not be delivered, and why */
              letters: {
                /** @example loyalty.AwardCredit.v1 */
                type: unknown;
                /** @example {"data":{"email":"jana.novakova@shop.test"}} */
                body: unknown;
                /** @example null */
                bodyAfterEdit: unknown;
                /** @example data-invalid */
                code: unknown;
                /** @example amount must be an amount above zero */
                message: unknown;
                /** @example open */
                state: unknown;
                /** @example 2027-01-15T08:30:00.000Z */
                firstAt: unknown;
                /** @example 2027-01-15T08:30:00.000Z */
                lastAt: unknown;
                /** @example 0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01 */
                id: unknown;
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
