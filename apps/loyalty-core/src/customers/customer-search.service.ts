import { Keyset, type Page } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Customer, type CustomerRef } from './customer';
import { type CustomerRow, customerColumns, customerFrom } from './customer';
import {
  type CustomerFilter,
  type CustomerOrder,
  customerOrders,
  type CustomerSearch,
  keyKinds,
  phraseOf,
} from './customer-search';
import { beginOf, findCustomers, selectCustomers } from './customer-search-statements';

export interface CustomersAsked extends CustomerFilter {
  readonly search?: string | undefined;
  readonly sort: CustomerOrder;
  readonly limit: number;
  readonly before?: string | undefined;
}

type ListedRow = CustomerRow & { readonly name_key: string };

const columns = customerColumns.replaceAll(/\w+/g, 'c.$&');

/** Lists the customers of a shop, found by what people type: without regard to case and diacritics, word by word. */
@Injectable()
export class CustomerSearchService {
  private readonly pages = new Map(
    customerOrders.map((order) => [order, new Keyset(`customers-${order}`, keyKinds[order])]),
  );

  constructor(private readonly dataSource: DataSource) {}

  async list(shopId: CustomerRef['shopId'], asked: CustomersAsked): Promise<Page<Customer>> {
    const pages = this.pages.get(asked.sort) ?? new Keyset('customers', []);
    const words = asked.search === undefined ? [] : await this.words(asked.search);
    if (asked.search !== undefined && words.length === 0) return { items: [], next: null };
    const rows = await this.rows({
      ...asked,
      shopId,
      words,
      order: asked.sort,
      after: pages.keysOf(asked.before),
      limit: asked.limit + 1,
    });
    const { items, next } = pages.pageOf(rows, asked.limit, (row) => keysOf(row, asked.sort));
    return { items: items.map(customerFrom), next };
  }

  private async rows(search: CustomerSearch): Promise<readonly ListedRow[]> {
    if (search.words.length === 0) return this.dataSource.query(...selectCustomers(columns, search));
    const begin: ListedRow[] = await this.dataSource.query(...beginOf(columns, search));
    if (begin.length === search.limit) return begin;
    return this.dataSource.query(...findCustomers(columns, search));
  }

  /** Folded by the database, as what is searched was. */
  private async words(typed: string): Promise<string[]> {
    const [row]: { form: string }[] = await this.dataSource.query('select search_form($1) as form', [
      phraseOf(typed),
    ]);
    return (row?.form ?? '').split(' ').filter((word) => word !== '');
  }
}

function keysOf({ id, name_key: nameKey, balance }: ListedRow, order: CustomerOrder): readonly string[] {
  if (order === 'newest') return [id];
  return [order === 'name' ? nameKey : balance, id];
}
