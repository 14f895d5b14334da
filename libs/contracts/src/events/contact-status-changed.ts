import { IsIn } from 'class-validator';
import { Message } from '../message';
import { IsAddress, IsInstant } from '../rules';

export const contactStatuses = ['subscribed', 'left', 'bounced', 'complained'] as const;
export type ContactStatus = (typeof contactStatuses)[number];
export const statusCauses = ['ourselves', 'contact', 'unknown'] as const;
export type StatusCause = (typeof statusCauses)[number];

/**
 * A contact's membership in the connected list changed, as far as we know. `unknown`: seen at Ecomail without a notice.
 * loyalty-core takes leaving and complaining, unless caused by ourselves, as a withdrawal of consent.
 */
@Message('ecomail.ContactStatusChanged', 1, {
  kind: 'event',
  customer: 'optional',
  sequenced: false,
  publishers: ['ecomail-sync'],
  example: {
    email: 'jana.novakova@shop.test',
    status: 'left',
    cause: 'contact',
    changedAt: '2026-11-23T08:15:30.123Z',
  },
})
export class ContactStatusChanged {
  @IsAddress() email!: string;
  @IsIn(contactStatuses) status!: ContactStatus;
  @IsIn(statusCauses) cause!: StatusCause;
  @IsInstant() changedAt!: string;
}
