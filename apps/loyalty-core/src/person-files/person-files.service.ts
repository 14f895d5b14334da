import {
  type Caller,
  Problem,
  RefusedError,
  ServiceAccess,
  ServiceCaller,
  type ServiceFile,
} from '@ellity/platform';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Customer } from '../customers/customer';
import { CustomersService } from '../customers/customers.service';
import { PersonChangesService } from '../shops/person-changes.service';
import { OwnFileService } from './own-file.service';
import type { MissingService, PersonFileView } from './person-file.response';

/** Who else holds something about customers, in the order in which they are asked, and how long each may take. */
export interface PersonFilesConfig {
  readonly services: readonly { readonly service: string; readonly url: string }[];
  readonly withinMs: number;
}

export const personFilesConfig = Symbol('configuration of files about people');

interface Asked {
  readonly shopId: string;
  readonly customerId: string;
  readonly isPartial: boolean;
  readonly caller: Caller;
}

/** Puts together what every service holds about a person. Who asked is kept. */
@Injectable()
export class PersonFilesService {
  private readonly logger = new Logger('person-files');
  private readonly others: readonly (readonly [service: string, caller: ServiceCaller])[];

  constructor(
    @Inject(personFilesConfig) { services, withinMs }: PersonFilesConfig,
    access: ServiceAccess,
    private readonly own: OwnFileService,
    private readonly customers: CustomersService,
    private readonly changes: PersonChangesService,
    private readonly dataSource: DataSource,
  ) {
    this.others = services.map(({ service, url }) => [
      service,
      new ServiceCaller(service, url, access, { withinMs }),
    ]);
  }

  /** Throws Problem 503 where a service gave no answer in time and the file is to be whole. */
  async of({ shopId, customerId, isPartial, caller }: Asked): Promise<PersonFileView> {
    const customer = await this.customers.require(shopId, customerId);
    const own = await this.own.of(customer);
    const { files, missing } = await this.ask(customer, own.addresses);
    if (missing.length > 0 && !isPartial)
      throw new Problem(
        503,
        'file-incomplete',
        `No part of ${missing.map(({ service }) => service).join(' and ')}: ask again later, or with ?partial=true for what there is.`,
      );
    await this.dataSource.transaction((manager) =>
      this.changes.record(manager, { shopId, customerId: customer.id, what: 'file-read', caller }),
    );
    const by = { service: caller.service, actor: caller.actor?.id };
    this.logger.log({ shopId, customerId: customer.id, ...by }, 'the file about a customer was handed out');
    const services = Object.fromEntries([own, ...files].map((file) => [file.service, file]));
    return { shopId, customerId: customer.id, services, missing };
  }

  /** One after the other: the first to be asked knows addresses by which the next find more. */
  private async ask({ shopId, id }: Customer, own: readonly string[]) {
    const files: ServiceFile[] = [];
    const missing: MissingService[] = [];
    const addresses = new Set(own);
    for (const [service, caller] of this.others) {
      const path = `/shops/${shopId}/customers/${id}/file`;
      try {
        const file = await caller.ask<ServiceFile>('POST', path, { addresses: [...addresses] });
        files.push(file);
        for (const address of file.addresses) addresses.add(address);
      } catch (error) {
        this.logger.warn({ err: error, service }, 'a service gave no part of the file about a customer');
        missing.push({ service, problem: error instanceof RefusedError ? 'refused' : 'no-answer' });
      }
    }
    return { files, missing };
  }
}
