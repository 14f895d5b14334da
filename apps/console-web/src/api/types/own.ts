/** Generated from the OpenAPI document of console by `npm run api-types`; do not edit. */
export interface paths {
  '/api/audit': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who changed what through the console, the newest first */
    get: operations['AuditController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/people': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who may sign in, by name, in pages */
    get: operations['PeopleController_list'];
    put?: never;
    /** Lets somebody in, who is sent an invitation */
    post: operations['PeopleController_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/people/{personId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Changes name, role, shops or language of somebody, or ends their access
     * @description No Idempotency-Key is needed: it sets values
     */
    patch: operations['PeopleController_change'];
    trace?: never;
  };
  '/api/people/{personId}/invitation': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Sends a new invitation; the one before no longer counts */
    post: operations['PeopleController_invite'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/services': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Every service: whether it answers, its version, and since when it runs */
    get: operations['ServicesController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/login': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Begins a session */
    post: operations['SignInController_login'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/password/forgot': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Sends a link for a new password, if there is somebody with this address */
    post: operations['SignInController_forgot'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/password/reset': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Sets a password by a link, and begins a session */
    post: operations['SignInController_reset'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/invitations/{token}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whom a link is for */
    get: operations['SignInController_invitation'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/invitations/{token}/accept': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Sets name and password of somebody who was let in, and begins a session */
    post: operations['SignInController_accept'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/session': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who has signed in, the shops they reach, and which services answer */
    get: operations['SessionController_session'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/logout': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Ends the session
     * @description No Idempotency-Key is needed: a session ends once
     */
    post: operations['SessionController_logout'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/me': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Changes one’s own language, name or password; the last ends all other sessions
     * @description No Idempotency-Key is needed: it sets values
     */
    patch: operations['SessionController_change'];
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    AuditEntry: {
      /** @example 4711 */
      id: string;
      /** Format: date-time */
      at: string;
      /**
       * Format: uuid
       * @description Null: nobody had signed in
       */
      personId: string | null;
      /** @example Jana Nováková */
      personName: string | null;
      /** @enum {string|null} */
      role: 'merchant' | 'operator' | null;
      /**
       * @description `console`, or the service it was passed on to
       * @example core
       */
      service: string;
      /** @example PATCH */
      method: string;
      /** @example /api/core/shops/demo */
      path: string;
      /** @example demo */
      shopId: string | null;
      /**
       * @description Null: the answer is not known
       * @example 200
       */
      status: number | null;
    };
    AuditPage: {
      items: components['schemas']['AuditEntry'][];
      /** @description `before` of the next page; null on the last one */
      next: string | null;
    };
    PersonView: {
      /** Format: uuid */
      id: string;
      /** Format: email */
      email: string;
      /** @example Jana Nováková */
      name: string;
      /** @enum {string} */
      role: 'merchant' | 'operator';
      /** @enum {string} */
      language: 'cs' | 'en';
      /**
       * @description Of a merchant; empty of an operator
       * @example [
       *       "demo"
       *     ]
       */
      shops: string[];
      /**
       * @description `invited`: has not set a password yet
       * @enum {string}
       */
      state: 'invited' | 'active' | 'disabled';
      /** Format: date-time */
      lastSignedInAt: string | null;
      /** Format: date-time */
      createdAt: string;
    };
    PeoplePage: {
      items: components['schemas']['PersonView'][];
      /** @description `before` of the next page; null on the last one */
      next: string | null;
    };
    PersonBody: {
      /** Format: email */
      email: string;
      /** @example Jana Nováková */
      name: string;
      /** @enum {string} */
      role: 'merchant' | 'operator';
      /**
       * @description Of a merchant; of an operator empty
       * @example [
       *       "demo"
       *     ]
       */
      shops: string[];
      /**
       * @default cs
       * @enum {string}
       */
      language?: 'cs' | 'en';
    };
    PersonChangeBody: {
      /** @example Jana Nováková */
      name?: string;
      /** @enum {string} */
      role?: 'merchant' | 'operator';
      /**
       * @example [
       *       "demo"
       *     ]
       */
      shops?: string[];
      /** @enum {string} */
      language?: 'cs' | 'en';
      /** @description True: ends every session and takes the password away */
      disabled?: boolean;
    };
    ServiceSeen: {
      /** @enum {string} */
      part: 'core' | 'sync' | 'gateway' | 'letters' | 'console';
      /** @example loyalty-core */
      service: string;
      /**
       * @description `unready`: it runs, and something it needs does not answer
       * @enum {string}
       */
      state: 'up' | 'unready' | 'down';
      /** @example 0.1.0 */
      version: string | null;
      /** Format: date-time */
      startedAt: string | null;
    };
    ServicesView: {
      items: components['schemas']['ServiceSeen'][];
    };
    LoginBody: {
      /** Format: email */
      email: string;
      /** @example tři modré kočky na střeše */
      password: string;
    };
    SignedInPerson: {
      /** Format: uuid */
      id: string;
      /** @example Jana Nováková */
      name: string;
      /** Format: email */
      email: string;
      /** @enum {string} */
      role: 'merchant' | 'operator';
      /** @enum {string} */
      language: 'cs' | 'en';
    };
    ReachableShop: {
      /** @example demo */
      id: string;
      /**
       * @description The id while loyalty-core is down
       * @example Demo shop
       */
      name: string;
    };
    ServiceStates: {
      /** @enum {string} */
      core: 'up' | 'down';
      /** @enum {string} */
      sync: 'up' | 'down';
      /** @enum {string} */
      gateway: 'up' | 'down';
      /** @enum {string} */
      letters: 'up' | 'down';
    };
    SessionView: {
      person: components['schemas']['SignedInPerson'];
      shops: components['schemas']['ReachableShop'][];
      /**
       * @description For `x-csrf-token` of every change
       * @example q83vEjRWeJC6sP7c
       */
      csrfToken: string;
      /** @example staging */
      environment: string | null;
      services: components['schemas']['ServiceStates'];
    };
    ForgottenBody: {
      /** Format: email */
      email: string;
    };
    ResetBody: {
      /** @example q83vEjRWeJC6sP7c3kXb1hFzYw5tUu0oLmNnAaBbCcD */
      token: string;
      /** @example tři modré kočky na střeše */
      password: string;
    };
    LinkView: {
      /** @enum {string} */
      kind: 'invitation' | 'password-reset';
      /** Format: email */
      email: string;
      /** @example Jana Nováková */
      name: string;
      /** @enum {string} */
      language: 'cs' | 'en';
    };
    AcceptBody: {
      /** @example Jana Nováková */
      name: string;
      /** @example tři modré kočky na střeše */
      password: string;
    };
    MeBody: {
      /** @enum {string} */
      language?: 'cs' | 'en';
      /** @example Jana Nováková */
      name?: string;
      /**
       * @description A new password; needs the current one, and ends all other sessions
       * @example tři modré kočky na střeše
       */
      password?: string;
      currentPassword?: string;
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
  AuditController_list: {
    parameters: {
      query?: {
        limit?: number;
        /** @description `next` of the page before */
        before?: string;
        shopId?: string;
        personId?: string;
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
           *           "id": "4711",
           *           "at": "2027-01-15T08:30:00.000Z",
           *           "personId": null,
           *           "personName": "Jana Nováková",
           *           "role": "merchant",
           *           "service": "core",
           *           "method": "PATCH",
           *           "path": "/api/core/shops/demo",
           *           "shopId": "demo",
           *           "status": 200
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
  PeopleController_list: {
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
           *           "email": "jana.novakova@shop.test",
           *           "name": "Jana Nováková",
           *           "role": "merchant",
           *           "language": "cs",
           *           "shops": [
           *             "demo"
           *           ],
           *           "state": "invited",
           *           "lastSignedInAt": null,
           *           "createdAt": "2027-01-15T08:30:00.000Z"
           *         }
           *       ],
           *       "next": null
           *     }
           */
          'application/json': components['schemas']['PeoplePage'];
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
  PeopleController_create: {
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
         *       "email": "jana.novakova@shop.test",
         *       "name": "Jana Nováková",
         *       "role": "merchant",
         *       "shops": [
         *         "demo"
         *       ]
         *     }
         */
        'application/json': components['schemas']['PersonBody'];
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
           *       "name": "Jana Nováková",
           *       "role": "merchant",
           *       "language": "cs",
           *       "shops": [
           *         "demo"
           *       ],
           *       "state": "invited",
           *       "lastSignedInAt": null,
           *       "createdAt": "2027-01-15T08:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['PersonView'];
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
      /** @description person-exists */
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
  PeopleController_change: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        personId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "name": "Jana Nováková",
         *       "shops": [
         *         "demo"
         *       ]
         *     }
         */
        'application/json': components['schemas']['PersonChangeBody'];
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
           *       "name": "Jana Nováková",
           *       "role": "merchant",
           *       "language": "cs",
           *       "shops": [
           *         "demo"
           *       ],
           *       "state": "invited",
           *       "lastSignedInAt": null,
           *       "createdAt": "2027-01-15T08:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['PersonView'];
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
      /** @description last-operator */
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
  PeopleController_invite: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key of the same service with the same body counts once and gets the first answer, for 30 days */
        'Idempotency-Key'?: string;
      };
      path: {
        personId: string;
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
  ServicesController_list: {
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
           *           "part": "core",
           *           "service": "loyalty-core",
           *           "state": "up",
           *           "version": "0.1.0",
           *           "startedAt": null
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['ServicesView'];
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
  SignInController_login: {
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
         *       "email": "jana.novakova@shop.test",
         *       "password": "tři modré kočky na střeše"
         *     }
         */
        'application/json': components['schemas']['LoginBody'];
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
           *       "person": {
           *         "id": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *         "name": "Jana Nováková",
           *         "email": "jana.novakova@shop.test",
           *         "role": "merchant",
           *         "language": "cs"
           *       },
           *       "shops": [
           *         {
           *           "id": "demo",
           *           "name": "Demo shop"
           *         }
           *       ],
           *       "csrfToken": "q83vEjRWeJC6sP7c",
           *       "environment": "staging",
           *       "services": {
           *         "core": "up",
           *         "sync": "up",
           *         "gateway": "up",
           *         "letters": "up"
           *       }
           *     }
           */
          'application/json': components['schemas']['SessionView'];
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
      /** @description wrong-credentials */
      401: {
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
      /** @description too-many-attempts, with Retry-After */
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
  SignInController_forgot: {
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
         *       "email": "jana.novakova@shop.test"
         *     }
         */
        'application/json': components['schemas']['ForgottenBody'];
      };
    };
    responses: {
      202: {
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
      /** @description too-many-attempts, with Retry-After */
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
  SignInController_reset: {
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
         *       "token": "q83vEjRWeJC6sP7c3kXb1hFzYw5tUu0oLmNnAaBbCcD",
         *       "password": "tři modré kočky na střeše"
         *     }
         */
        'application/json': components['schemas']['ResetBody'];
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
           *       "person": {
           *         "id": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *         "name": "Jana Nováková",
           *         "email": "jana.novakova@shop.test",
           *         "role": "merchant",
           *         "language": "cs"
           *       },
           *       "shops": [
           *         {
           *           "id": "demo",
           *           "name": "Demo shop"
           *         }
           *       ],
           *       "csrfToken": "q83vEjRWeJC6sP7c",
           *       "environment": "staging",
           *       "services": {
           *         "core": "up",
           *         "sync": "up",
           *         "gateway": "up",
           *         "letters": "up"
           *       }
           *     }
           */
          'application/json': components['schemas']['SessionView'];
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
      /** @description link-invalid */
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
  SignInController_invitation: {
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
           *       "kind": "invitation",
           *       "email": "jana.novakova@shop.test",
           *       "name": "Jana Nováková",
           *       "language": "cs"
           *     }
           */
          'application/json': components['schemas']['LinkView'];
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
      /** @description link-invalid */
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
  SignInController_accept: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        token: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "name": "Jana Nováková",
         *       "password": "tři modré kočky na střeše"
         *     }
         */
        'application/json': components['schemas']['AcceptBody'];
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
           *       "person": {
           *         "id": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *         "name": "Jana Nováková",
           *         "email": "jana.novakova@shop.test",
           *         "role": "merchant",
           *         "language": "cs"
           *       },
           *       "shops": [
           *         {
           *           "id": "demo",
           *           "name": "Demo shop"
           *         }
           *       ],
           *       "csrfToken": "q83vEjRWeJC6sP7c",
           *       "environment": "staging",
           *       "services": {
           *         "core": "up",
           *         "sync": "up",
           *         "gateway": "up",
           *         "letters": "up"
           *       }
           *     }
           */
          'application/json': components['schemas']['SessionView'];
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
      /** @description link-invalid */
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
  SessionController_session: {
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
           *       "person": {
           *         "id": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *         "name": "Jana Nováková",
           *         "email": "jana.novakova@shop.test",
           *         "role": "merchant",
           *         "language": "cs"
           *       },
           *       "shops": [
           *         {
           *           "id": "demo",
           *           "name": "Demo shop"
           *         }
           *       ],
           *       "csrfToken": "q83vEjRWeJC6sP7c",
           *       "environment": "staging",
           *       "services": {
           *         "core": "up",
           *         "sync": "up",
           *         "gateway": "up",
           *         "letters": "up"
           *       }
           *     }
           */
          'application/json': components['schemas']['SessionView'];
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
  SessionController_logout: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
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
  SessionController_change: {
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
         *       "name": "Jana Nováková",
         *       "password": "tři modré kočky na střeše"
         *     }
         */
        'application/json': components['schemas']['MeBody'];
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
           *       "person": {
           *         "id": "0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01",
           *         "name": "Jana Nováková",
           *         "email": "jana.novakova@shop.test",
           *         "role": "merchant",
           *         "language": "cs"
           *       },
           *       "shops": [
           *         {
           *           "id": "demo",
           *           "name": "Demo shop"
           *         }
           *       ],
           *       "csrfToken": "q83vEjRWeJC6sP7c",
           *       "environment": "staging",
           *       "services": {
           *         "core": "up",
           *         "sync": "up",
           *         "gateway": "up",
           *         "letters": "up"
           *       }
           *     }
           */
          'application/json': components['schemas']['SessionView'];
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
}
