import { type Actor, isActorId, type Role, roles, ServiceTokens } from '@ellity/platform';
import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { readTokenKeys } from './config';

const services = ['loyalty-core', 'ecomail-sync', 'webhook-gateway', 'dead-letters'];
const minutesMax = 60;

interface TokenOptions {
  readonly minutes: number;
  readonly actor?: string;
  readonly role?: Role;
  readonly shop?: readonly string[];
}

/** For people who call a service by hand, such as from its OpenAPI page. */
export function tokenCommand(): Command {
  return new Command('token')
    .description('Prints a token with which a person may call a service by HTTP for a while')
    .addArgument(new Argument('<service>', 'the service to be called').choices(services))
    .option('--minutes <number>', `how long it counts, ${minutesMax} at most`, minutes, 15)
    .option('--actor <id>', 'in the name of this person, whom audits name; never an e-mail address', actorId)
    .addOption(new Option('--role <role>', 'the role of the person; default: operator').choices(roles))
    .option('--shop <ids...>', 'the shops of a merchant')
    .action(printToken);
}

/** The token alone goes to standard output, so that a shell can put it into a header. */
async function printToken(service: string, options: TokenOptions, command: Command): Promise<void> {
  const actor = actorOf(options);
  if (typeof actor === 'string') return command.error(`error: ${actor}`);
  const tokens = new ServiceTokens(readTokenKeys(), 'operator');
  const token = await tokens.sign(service, options.minutes * 60, actor);
  console.error(
    `Counts at ${service} for ${options.minutes} minutes. On its page /docs press Authorize and paste it, or send it as\n` +
      `  curl --header "Authorization: Bearer $(npm run --silent token -- ${service})" …`,
  );
  console.log(token);
}

/** Nobody where no person is named: then the token is of a service on its own account. A text says what is wrong. */
function actorOf({ actor: id, role, shop: shops = [] }: TokenOptions): Actor | string | undefined {
  if (id === undefined)
    return role === undefined && shops.length === 0 ? undefined : '--role and --shop need --actor';
  if (role === 'merchant')
    return shops.length > 0 ? { id, role, shops } : 'a merchant needs --shop with at least one shop';
  return shops.length > 0
    ? '--shop is for --role merchant: an operator reaches every shop'
    : { id, role: 'operator', shops };
}

function actorId(text: string): string {
  if (!isActorId(text))
    throw new InvalidArgumentError('must be letters, digits, ".", "_" and "-", at most 60, and no address');
  return text;
}

function minutes(text: string): number {
  if (!/^[1-9]\d?$/.test(text) || Number(text) > minutesMax)
    throw new InvalidArgumentError(`must be a whole number from 1 to ${minutesMax}`);
  return Number(text);
}
