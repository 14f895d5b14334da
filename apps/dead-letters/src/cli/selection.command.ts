import { type Command, InvalidArgumentError, Option } from 'commander';
import { apiOf } from './api';
import { readToolConfig, type ToolOptions } from '../config';

export interface SelectionOptions {
  readonly group?: string;
  readonly queue?: string;
  readonly service?: string;
  readonly type?: string;
  readonly code?: string;
  readonly shop?: string;
  readonly customer?: string;
  readonly message?: string;
  readonly since?: string;
  readonly until?: string;
  readonly json: boolean;
}

/** The options by which letters are meant, the same at every verb. */
export const withSelection = (command: Command): Command =>
  command
    .option('--group <id>', 'of this group')
    .option('--queue <name>', 'that failed in this queue')
    .option('--service <name>', 'that failed in this service')
    .option('--type <type>', 'of this message type')
    .option('--code <code>', 'with this error code')
    .option('--shop <id>', 'of this shop')
    .option('--customer <id>', 'of this customer')
    .option('--message <id>', 'with this message id')
    .option('--since <instant>', 'that failed at or after it')
    .option('--until <instant>', 'that failed before it')
    .addOption(jsonOption());

export const jsonOption = (): Option => new Option('--json', 'as JSON, for programs').default(false);

/** Without an option all letters are meant. */
export const filterOf = (options: SelectionOptions): Record<string, string> => {
  const { group, queue, service, type, code, shop, customer, message, since, until } = options;
  const named = {
    groupId: group,
    queue,
    service,
    type,
    code,
    shopId: shop,
    customerId: customer,
    messageId: message,
  };
  const given = Object.entries({ ...named, since, until });
  return Object.fromEntries(given.filter((entry): entry is [string, string] => entry[1] !== undefined));
};

export const queryOf = (fields: Readonly<Record<string, string | number | undefined>>): string => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) query.set(name, String(value));
  return query.toString();
};

/** The service, as the options of the tool or the environment name it. */
export const openApi = (command: Command) => {
  const config = readToolConfig(command.optsWithGlobals<ToolOptions>());
  return { ask: apiOf(config), environment: config.environment };
};

export const asJson = (value: unknown): void => console.log(JSON.stringify(value, null, 2));

export function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 1_000_000)) throw new InvalidArgumentError('must be a number above zero');
  return value;
}
