import { ServiceTokens } from '@ellity/platform';
import { Argument, Command, InvalidArgumentError } from 'commander';
import { readTokenKeys } from './config';

const services = ['loyalty-core', 'ecomail-sync', 'webhook-gateway'];
const minutesMax = 60;

/** For people who call a service by hand, such as from its OpenAPI page. */
export function tokenCommand(): Command {
  return new Command('token')
    .description('Prints a token with which a person may call a service by HTTP for a while')
    .addArgument(new Argument('<service>', 'the service to be called').choices(services))
    .option('--minutes <number>', `how long it counts, ${minutesMax} at most`, minutes, 15)
    .action(printToken);
}

/** The token alone goes to standard output, so that a shell can put it into a header. */
async function printToken(service: string, options: { minutes: number }): Promise<void> {
  const token = await new ServiceTokens(readTokenKeys(), 'operator').sign(service, options.minutes * 60);
  console.error(
    `Counts at ${service} for ${options.minutes} minutes. On its page /docs press Authorize and paste it, or send it as\n` +
      `  curl --header "Authorization: Bearer $(npm run --silent token -- ${service})" …`,
  );
  console.log(token);
}

function minutes(text: string): number {
  if (!/^[1-9]\d?$/.test(text) || Number(text) > minutesMax)
    throw new InvalidArgumentError(`must be a whole number from 1 to ${minutesMax}`);
  return Number(text);
}
