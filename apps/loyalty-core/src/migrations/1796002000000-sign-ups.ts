import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sign-ups of people who are no customers yet are remembered, and pay when the customer appears. */
export class SignUps1796002000000 implements MigrationInterface {
  readonly name = 'SignUps1796002000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table shops add newsletter_reward_since timestamptz,
        add rewarded_sign_ups text not null default 'any' check (rewarded_sign_ups in ('any', 'list'));
      -- Shops that pay already go on as they did, until somebody decides otherwise.
      update shops set newsletter_reward_since = created_at, rewarded_sign_ups = 'list' where newsletter_reward is not null;
      comment on column shops.newsletter_reward_since is 'Sign-ups of before are not rewarded; null: no reward.';
      comment on column shops.rewarded_sign_ups is 'any: by a form or by consent at the shop; list: by a form alone.';

      create table sign_ups (
        shop_id text not null references shops,
        reward text not null check (reward in ('newsletter')),
        address_hash text not null,
        signed_up_at timestamptz not null,
        has_left boolean not null,
        primary key (address_hash, reward)
      );
      comment on table sign_ups is 'Of people who are no customers yet; gone when they become one.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table sign_ups;
      alter table shops drop newsletter_reward_since, drop rewarded_sign_ups;
    `);
  }
}
