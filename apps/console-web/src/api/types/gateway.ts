/** Generated from the OpenAPI document of webhook-gateway by `npm run api-types`; do not edit. */
export interface paths {
  '/shops/{shopId}/address': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The secret address of the shop; 404 address-missing as long as none was made */
    get: operations['AddressesController_existing'];
    put?: never;
    /** The secret address of the shop, made at the first call and the same ever after */
    post: operations['AddressesController_address'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/shops/{shopId}/address/rotate': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** A new address; the one so far works for a time, or until it is retired or the next rotation */
    post: operations['AddressesController_rotate'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/shops/{shopId}/address/previous': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Retires the previous address at once */
    delete: operations['AddressesController_retirePrevious'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/shops/{shopId}/notices': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Notices of a shop, the newest first */
    get: operations['NoticesController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/shops/{shopId}/notices/totals': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How many notices there ever were, by what became of them */
    get: operations['NoticesController_totals'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/shops/{shopId}/notices/{noticeId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One notice, with what was received */
    get: operations['NoticesController_show'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/shops/{shopId}/notices/{noticeId}/verify': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Has a notice verified once more
     * @description No Idempotency-Key is needed: what is asked for because of a notice counts once.
     */
    post: operations['NoticesController_verify'];
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
  '/hooks/ecomail/{token}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Says in words what the address is for */
    get: operations['EcomailHooksController_explain'];
    put?: never;
    /** A list notice; answered as soon as it is stored, whatever it holds */
    post: operations['EcomailHooksController_receive'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hooks/standard-webhooks/{token}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** A sign-up or leaving, signed as Standard Webhooks; the same webhook-id counts once */
    post: operations['StandardWebhooksController_receive'];
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
    CurrentAddress: {
      /** @example https://hooks.shop.example/hooks/ecomail/6Qd… */
      url: string;
      /** @example 2026-11-23T08:15:30.123Z */
      createdAt: string;
      /**
       * @description What its notices are to be signed with; null: the source does not sign
       * @example null
       */
      signingSecret: string | null;
    };
    PreviousAddress: {
      /** Format: uri */
      url: string;
      /** Format: date-time */
      rotatedAt: string;
      /**
       * Format: date-time
       * @description When it ends by itself; null: when it is retired or at the next rotation
       */
      endsAt: string | null;
    };
    AddressesAnswer: {
      current: components['schemas']['CurrentAddress'];
      previous: components['schemas']['PreviousAddress'] | null;
    };
    NoticeAnswer: {
      /** Format: uuid */
      id: string;
      /** @example ecomail */
      source: string;
      /** Format: date-time */
      receivedAt: string;
      /** @enum {string} */
      state: 'rejected' | 'sent' | 'verified';
      /** @example j***@shop.test */
      email: string | null;
      /** @example subscribed */
      status: string | null;
      /** @example body-not-json */
      rejectedReason: string | null;
      /** @example genuine */
      verdict: string | null;
      /** @example loyalty.AwardCredit.v1 */
      command: string | null;
      /**
       * @description What loyalty-core made of the command; null: not said yet, or there is none
       * @example applied
       * @enum {string|null}
       */
      outcome: 'applied' | 'duplicate' | 'refused' | null;
      /** @example null */
      outcomeReason: string | null;
      /** @example 10.00 */
      outcomeAmount: string | null;
      /** Format: date-time */
      verifiedAt: string | null;
      /** Format: date-time */
      settledAt: string | null;
      /** @description Whether anybody still waits for something */
      isOpen: boolean;
      /** @description Size of the body in bytes */
      bytes: number;
    };
    NoticesAnswer: {
      items: components['schemas']['NoticeAnswer'][];
      /** @description `before` of the next page; null on the last one */
      next: string | null;
    };
    NoticeTotal: {
      /** @example ecomail */
      source: string;
      /** @enum {string} */
      state: 'rejected' | 'sent' | 'verified';
      /** @example genuine */
      verdict: string | null;
      /** @example body-not-json */
      rejectedReason: string | null;
      notices: number;
    };
    NoticeTotalsAnswer: {
      /** @description Of all time, deleted notices included */
      totals: components['schemas']['NoticeTotal'][];
    };
    NoticeDetailAnswer: {
      /** Format: uuid */
      id: string;
      /** @example ecomail */
      source: string;
      /** Format: date-time */
      receivedAt: string;
      /** @enum {string} */
      state: 'rejected' | 'sent' | 'verified';
      /** @example j***@shop.test */
      email: string | null;
      /** @example subscribed */
      status: string | null;
      /** @example body-not-json */
      rejectedReason: string | null;
      /** @example genuine */
      verdict: string | null;
      /** @example loyalty.AwardCredit.v1 */
      command: string | null;
      /**
       * @description What loyalty-core made of the command; null: not said yet, or there is none
       * @example applied
       * @enum {string|null}
       */
      outcome: 'applied' | 'duplicate' | 'refused' | null;
      /** @example null */
      outcomeReason: string | null;
      /** @example 10.00 */
      outcomeAmount: string | null;
      /** Format: date-time */
      verifiedAt: string | null;
      /** Format: date-time */
      settledAt: string | null;
      /** @description Whether anybody still waits for something */
      isOpen: boolean;
      /** @description Size of the body in bytes */
      bytes: number;
      /** @example application/json */
      contentType: string;
      /**
       * @description As received, at most 4,000 characters, addresses shortened
       * @example {"payload":{"email":"j***@shop.test","status":"SUBSCRIBED","listId":1}}
       */
      body: string;
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
    StoredAnswer: {
      /** @enum {string} */
      status: 'stored';
    };
    CreditCommandSettled: Record<string, never>;
    NoticeVerified: Record<string, never>;
    ErasureDone: Record<string, never>;
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
  AddressesController_existing: {
    parameters: {
      query?: {
        source?: 'ecomail' | 'standard-webhooks';
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
          'application/json': components['schemas']['AddressesAnswer'];
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
  AddressesController_address: {
    parameters: {
      query?: {
        source?: 'ecomail' | 'standard-webhooks';
      };
      header?: {
        /** @description The same key of the same service with the same body counts once and gets the first answer, for 30 days */
        'Idempotency-Key'?: string;
      };
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
          'application/json': components['schemas']['AddressesAnswer'];
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
  AddressesController_rotate: {
    parameters: {
      query?: {
        source?: 'ecomail' | 'standard-webhooks';
        /** @description For how many days the address so far goes on working; left out: until it is retired or the next rotation */
        overlapDays?: number;
      };
      header?: {
        /** @description The same key of the same service with the same body counts once and gets the first answer, for 30 days */
        'Idempotency-Key'?: string;
      };
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
          'application/json': components['schemas']['AddressesAnswer'];
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
  AddressesController_retirePrevious: {
    parameters: {
      query?: {
        source?: 'ecomail' | 'standard-webhooks';
      };
      header?: {
        /** @description The same key of the same service with the same body counts once and gets the first answer, for 30 days */
        'Idempotency-Key'?: string;
      };
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
  NoticesController_list: {
    parameters: {
      query?: {
        limit?: number;
        /** @description `next` of the page before */
        before?: string;
        source?: 'ecomail' | 'standard-webhooks';
        state?: 'rejected' | 'sent' | 'verified';
        verdict?: 'genuine' | 'echo' | 'other-list' | 'not-so' | 'unconfirmed' | 'no-connection';
        outcome?: 'applied' | 'duplicate' | 'refused';
        /** @description Only those that wait for a verdict, or for what loyalty-core makes of the command */
        open?: 'true';
        /** @description The whole address, in any case */
        email?: string;
        /** @description Received then or later */
        from?: string;
        /** @description Received before */
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
           *       "items": [
           *         {
           *           "id": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *           "source": "ecomail",
           *           "receivedAt": "2027-01-15T08:30:00.000Z",
           *           "state": "rejected",
           *           "email": "j***@shop.test",
           *           "status": "subscribed",
           *           "rejectedReason": "body-not-json",
           *           "verdict": "genuine",
           *           "command": "loyalty.AwardCredit.v1",
           *           "outcome": "applied",
           *           "outcomeReason": null,
           *           "outcomeAmount": "10.00",
           *           "verifiedAt": null,
           *           "settledAt": null,
           *           "isOpen": true,
           *           "bytes": 1
           *         }
           *       ],
           *       "next": null
           *     }
           */
          'application/json': components['schemas']['NoticesAnswer'];
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
  NoticesController_totals: {
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
           *       "totals": [
           *         {
           *           "source": "ecomail",
           *           "state": "rejected",
           *           "verdict": "genuine",
           *           "rejectedReason": "body-not-json",
           *           "notices": 1
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['NoticeTotalsAnswer'];
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
  NoticesController_show: {
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
           *       "id": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *       "source": "ecomail",
           *       "receivedAt": "2027-01-15T08:30:00.000Z",
           *       "state": "rejected",
           *       "email": "j***@shop.test",
           *       "status": "subscribed",
           *       "rejectedReason": "body-not-json",
           *       "verdict": "genuine",
           *       "command": "loyalty.AwardCredit.v1",
           *       "outcome": "applied",
           *       "outcomeReason": null,
           *       "outcomeAmount": "10.00",
           *       "verifiedAt": null,
           *       "settledAt": null,
           *       "isOpen": true,
           *       "bytes": 1,
           *       "contentType": "application/json",
           *       "body": "{\"payload\":{\"email\":\"j***@shop.test\",\"status\":\"SUBSCRIBED\",\"listId\":1}}"
           *     }
           */
          'application/json': components['schemas']['NoticeDetailAnswer'];
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
  NoticesController_verify: {
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
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *       "source": "ecomail",
           *       "receivedAt": "2027-01-15T08:30:00.000Z",
           *       "state": "rejected",
           *       "email": "j***@shop.test",
           *       "status": "subscribed",
           *       "rejectedReason": "body-not-json",
           *       "verdict": "genuine",
           *       "command": "loyalty.AwardCredit.v1",
           *       "outcome": "applied",
           *       "outcomeReason": null,
           *       "outcomeAmount": "10.00",
           *       "verifiedAt": null,
           *       "settledAt": null,
           *       "isOpen": true,
           *       "bytes": 1,
           *       "contentType": "application/json",
           *       "body": "{\"payload\":{\"email\":\"j***@shop.test\",\"status\":\"SUBSCRIBED\",\"listId\":1}}"
           *     }
           */
          'application/json': components['schemas']['NoticeDetailAnswer'];
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
      /** @description notice-unusable */
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
           *       "service": "webhook-gateway",
           *       "addresses": [
           *         "jana.novakova@shop.test"
           *       ],
           *       "parts": {
           *         "notices": [
           *           {
           *             "receivedAt": "2027-01-15T08:30:00.000Z",
           *             "source": "ecomail",
           *             "email": "jana.novakova@shop.test",
           *             "body": "{\"payload\":{\"email\":\"jana.novakova@shop.test\",\"status\":\"SUBSCRIBED\",\"listId\":1}}",
           *             "status": "subscribed",
           *             "state": "verified",
           *             "rejectedReason": null,
           *             "verdict": "genuine",
           *             "verifiedAt": "2027-01-15T08:30:00.000Z",
           *             "command": null,
           *             "outcome": null,
           *             "outcomeReason": null,
           *             "outcomeAmount": null,
           *             "settledAt": null,
           *             "senderId": null
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
            /** @example webhook-gateway */
            service: string;
            addresses: string[];
            parts: {
              /** @description Notices about the address, exactly as they were received, and what became of them */
              notices: {
                /** @example 2027-01-15T08:30:00.000Z */
                receivedAt: unknown;
                /** @example ecomail */
                source: unknown;
                /** @example jana.novakova@shop.test */
                email: unknown;
                /** @example {"payload":{"email":"jana.novakova@shop.test","status":"SUBSCRIBED","listId":1}} */
                body: unknown;
                /** @example subscribed */
                status: unknown;
                /** @example verified */
                state: unknown;
                /** @example null */
                rejectedReason: unknown;
                /** @example genuine */
                verdict: unknown;
                /** @example 2027-01-15T08:30:00.000Z */
                verifiedAt: unknown;
                /** @example null */
                command: unknown;
                /** @example null */
                outcome: unknown;
                /** @example null */
                outcomeReason: unknown;
                /** @example null */
                outcomeAmount: unknown;
                /** @example null */
                settledAt: unknown;
                /** @example null */
                senderId: unknown;
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
  EcomailHooksController_explain: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        token: string;
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
          'text/plain': string;
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
  EcomailHooksController_receive: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        token: string;
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
           *       "status": "stored"
           *     }
           */
          'application/json': components['schemas']['StoredAnswer'];
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
  StandardWebhooksController_receive: {
    parameters: {
      query?: never;
      header: {
        'webhook-signature': string;
        'webhook-timestamp': string;
        'webhook-id': string;
      };
      path: {
        token: string;
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
           *       "status": "stored"
           *     }
           */
          'application/json': components['schemas']['StoredAnswer'];
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
      /** @description signature-invalid */
      401: {
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
