import { isDay } from '@ellity/contracts';

/** One line of a purchase log, columns by white space: customer, customer in the sample, day, pieces, value. */
export interface Order {
  /** As written, leading zeros included. */
  readonly customer: string;
  /** `1997-01-18` */
  readonly day: string;
  /** A decimal text, never negative. */
  readonly value: string;
}

/** The order, or what is wrong with the line. */
export function orderFrom(line: string): Order | { readonly problem: string } {
  const columns = line.trim().split(/\s+/);
  const [customer = '', customerInSample = '', date = '', pieces = '', value = ''] = columns;
  if (columns.length !== 5) return { problem: `must have 5 columns, has ${columns.length}` };
  if (!/^\d{1,20}$/.test(customer) || !/^\d{1,20}$/.test(customerInSample)) {
    return { problem: 'customer ids must be digits' };
  }
  const day = date.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
  if (!isDay(day)) return { problem: 'the date must be a day like 19970118' };
  if (!/^\d{1,9}$/.test(pieces)) return { problem: 'the number of pieces must be a whole number' };
  if (!/^\d{1,10}(\.\d{1,6})?$/.test(value)) return { problem: 'the value must be a decimal like 29.33' };
  return { customer, day, value };
}
