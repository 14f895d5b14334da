import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A reward for registering, and whether a newsletter reward is taken back on leaving, which it always was before. */
export class RegistrationReward1797700000000 implements MigrationInterface {
  readonly name = 'RegistrationReward1797700000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table shops
        add registration_reward numeric(12, 2) check (registration_reward > 0),
        add registration_reward_since timestamptz,
        add newsletter_taken_back boolean not null default true;
      comment on column shops.registration_reward is 'Null: no reward.';
      comment on column shops.registration_reward_since is 'Registrations of before earn nothing.';
      comment on column shops.newsletter_taken_back is 'False: who leaves the newsletter keeps the reward.';
      alter table grants drop constraint grants_reward_check,
        add constraint grants_reward_check check (reward in ('newsletter', 'registration'));
      comment on column grants.lot_id is 'Null: not paid, so that it never will be.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from grants where reward = 'registration';
      alter table grants drop constraint grants_reward_check,
        add constraint grants_reward_check check (reward = 'newsletter');
      comment on column grants.lot_id is 'Null: subscribed without a grant, so that there never will be one.';
      alter table shops drop registration_reward, drop registration_reward_since, drop newsletter_taken_back;
    `);
  }
}
