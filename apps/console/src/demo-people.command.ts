import { Clock, connectMigrated, runTool } from '@ellity/platform';
import { randomBytes } from 'node:crypto';
import { migrations } from './app.module';
import { readCommandConfig } from './config';
import { PasswordsService } from './people/passwords.service';
import { type NewPerson, PeopleService } from './people/people.service';
import { TransactionsService } from './people/transactions.service';

/** Of the system that is started for a look at it, and of no other. */
const demoPeople: readonly NewPerson[] = [
  { email: 'merchant@shop.test', name: 'Jana Nováková', role: 'merchant', language: 'cs', shops: ['demo'] },
  { email: 'operator@ellity.test', name: 'Petr Svoboda', role: 'operator', language: 'cs', shops: [] },
];
const passwordBytes = 9;

/** Lets them in with new passwords, and prints a line for each; their sessions from before are over. */
async function letDemoPeopleIn(): Promise<void> {
  const { databaseUrl: url } = readCommandConfig();
  const dataSource = await connectMigrated({
    url,
    poolSize: 1,
    service: 'console-demo',
    entities: [],
    migrations,
  });
  try {
    const people = new PeopleService(dataSource, new TransactionsService(dataSource), new Clock());
    const passwords = new PasswordsService();
    for (const person of demoPeople) {
      const { id, role, email } = (await people.findByEmail(person.email)) ?? (await people.create(person));
      const password = randomBytes(passwordBytes).toString('base64url');
      await people.setPassword(id, await passwords.hash(password));
      console.log(`    ${role.padEnd(9)} ${email.padEnd(21)} password until the next start: ${password}`);
    }
  } finally {
    await dataSource.destroy();
  }
}

void runTool('console', letDemoPeopleIn);
