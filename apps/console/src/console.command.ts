import { Clock, connectMigrated, runTool, shortenAddresses } from '@ellity/platform';
import { isEmail } from 'class-validator';
import { Command, InvalidArgumentError, Option } from 'commander';
import { migrations } from './app.module';
import { readCommandConfig } from './config';
import { LinksService } from './people/links.service';
import { PeopleService } from './people/people.service';
import { type Language, languages } from './people/person';
import { TransactionsService } from './people/transactions.service';

interface OperatorOptions {
  readonly name: string;
  readonly language: Language;
}

const email = (text: string): string => {
  if (!isEmail(text)) throw new InvalidArgumentError('must be an e-mail address');
  return text;
};

/** The link alone goes to standard output. */
async function createOperator(address: string, { name, language }: OperatorOptions): Promise<void> {
  const { databaseUrl: url, ...config } = readCommandConfig();
  const dataSource = await connectMigrated({
    url,
    poolSize: 1,
    service: 'console-command',
    entities: [],
    migrations,
  });
  try {
    const [transactions, clock] = [new TransactionsService(dataSource), new Clock()];
    const people = new PeopleService(dataSource, transactions, clock);
    const known = await people.findByEmail(address);
    const person =
      known ?? (await people.create({ email: address, name, language, role: 'operator', shops: [] }));
    if (person.disabledAt)
      throw new Error('This person has no access any more: an operator can give it back.');
    const kind = person.passwordHash === null ? 'invitation' : 'password-reset';
    const link = await new LinksService(dataSource, transactions, people, clock, config).make(
      person.id,
      kind,
    );
    console.error(
      `${known ? 'Known' : 'Created'}: ${shortenAddresses(person.email)}, ${person.role}. Set a password at this address, once:`,
    );
    console.log(link);
  } finally {
    await dataSource.destroy();
  }
}

const program = new Command('npm run console --')
  .description('People who use the console')
  .action(() => program.help());
program.exitOverride();
program
  .command('create-operator')
  .description(
    'Lets the first operator in, or somebody who cannot sign in any more: prints a link that sets a password',
  )
  .argument('<email>', 'the e-mail address to sign in with', email)
  .option('--name <name>', 'as others see it', 'Operator')
  .addOption(new Option('--language <language>', 'of pages and e-mails').choices(languages).default('cs'))
  .action(createOperator)
  .exitOverride();

void runTool('console', async () => {
  await program.parseAsync(process.argv);
});
