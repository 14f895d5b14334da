import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { DataRegister } from '../database/data-register';
import type { SealedColumn } from '../secrets/rekey';

/** So long a key and its answer are kept: longer than anybody repeats a request. */
export const requestKeyDays = 30;

/** The table of keys of requests and what was answered; for services with `requestSecrets`. */
export class RequestKeys1797630000000 implements MigrationInterface {
  readonly name = 'RequestKeys1797630000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table request_keys (
        service text not null,
        key text not null,
        route text not null,
        digest text not null,
        status integer,
        etag text,
        answer_sealed text,
        claimed_at timestamptz not null default now(),
        primary key (service, key)
      );
      comment on table request_keys is 'Requests that were carried out, by the key of the service that asked.';
      create index request_keys_claimed on request_keys (claimed_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table request_keys');
  }
}

/** What the answer under a key is sealed in. */
export const answerContext = (service: string, key: string): string => `request:${service}:${key}`;

/** For the rekeying of a service with this table. */
export const requestKeysSealed: SealedColumn = {
  table: 'request_keys',
  column: 'answer_sealed',
  key: ['service', 'key'],
  contextOf: ({ service = '', key = '' }) => answerContext(service, key),
};

/** For the register of a service with this table. */
export const requestKeysRegister: DataRegister = {
  personal: [
    {
      column: 'request_keys.key',
      what: "the caller's own name of a change; may hold an order number, or whatever the caller puts there",
      kept: `${requestKeyDays} days`,
      erased: 'goes by itself',
    },
    {
      column: 'request_keys.digest',
      what: 'a hash without a key over what was asked, address included',
      kept: `${requestKeyDays} days`,
      erased: 'goes by itself; an address can be tried against it only by who knows all else',
    },
  ],
  impersonal: { request_keys: ['service', 'route', 'etag'] },
};
