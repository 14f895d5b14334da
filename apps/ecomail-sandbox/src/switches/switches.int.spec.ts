import { TestSandbox } from '../sandbox.fixture';

let sandbox: TestSandbox;
const anna = 'anna@shop.test';
beforeAll(async () => {
  sandbox = await TestSandbox.start();
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  await sandbox.reset();
  await sandbox.subscribe({ email: anna });
});

/** What `ask` answers under each value of a switch, from the same beginning. */
async function under<Answer>(
  name: string,
  values: readonly string[],
  ask: () => Promise<Answer>,
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (const value of values) {
    await sandbox.switch({ [name]: value });
    answers.push(await ask());
  }
  return answers;
}

it('a 429 has one of four bodies, always with Retry-After (section 1)', async () => {
  await sandbox.switch({ rateLimit: 'fixed' });
  await use(1000);
  const bodies = await under('rateLimitBody', ['message', 'errors', 'html', 'empty'], async () => {
    const { status, headers, body } = await sandbox.api('GET', '/account');
    return [status, Number(headers.get('retry-after')) > 0, body];
  });
  expect(bodies).toEqual([
    [429, true, { message: 'Too Many Attempts.' }],
    [429, true, { errors: 'Too many requests' }],
    [429, true, expect.stringContaining('<h1>')],
    [429, true, ''],
  ]);
});

it('refused calls count against a sliding minute only when switched so (section 1)', async () => {
  await sandbox.switch({ rateLimit: 'sliding' });
  const statuses = await under('rateLimitCounts', ['accepted', 'all'], async () => {
    await use(1000);
    pass(30_000);
    await use(1000);
    pass(30_000);
    const { status } = await sandbox.api('GET', '/account');
    pass(600_000);
    return status;
  });
  expect(statuses).toEqual([200, 429]);
});

it('a minute may be of ten seconds, so that what lasts for minutes is measured in less', async () => {
  await sandbox.switch({ rateLimit: 'fixed' });
  const statuses = await under('minuteSeconds', ['60', '10'], async () => {
    await use(1000);
    pass(10_000);
    return (await sandbox.api('GET', '/account')).status;
  });
  expect(statuses).toEqual([429, 200]);
});

async function use(calls: number): Promise<void> {
  for (let left = calls; left > 0; left -= 50)
    await Promise.all(Array.from({ length: 50 }, () => sandbox.api('GET', '/account')));
}

function pass(ms: number): void {
  sandbox.now.at = new Date(sandbox.now.at.getTime() + ms);
}

it('too long a tag refuses its contact, or is cut (sections 1 and 4.2)', async () => {
  const tags = ['x'.repeat(60)];
  const answers = await under('tagsTooLong', ['refuse', 'cut'], async () => {
    const { status } = await sandbox.subscribe({ email: anna, tags }, { update_existing: true });
    return [status, ((await sandbox.control('GET', `contacts/${anna}`)).body as { tags: string[] }).tags];
  });
  expect(answers).toEqual([
    [422, []],
    [200, ['x'.repeat(50)]],
  ]);
});

it('too long an event value is refused, or cut (section 5)', async () => {
  const answers = await under('eventTooLong', ['refuse', 'cut'], async () => {
    const { status, body } = await sandbox.event(anna, { value: 'x'.repeat(20_001) });
    return [status, (body as { value?: string }).value?.length];
  });
  expect(answers).toEqual([
    [422, undefined],
    [200, 20_000],
  ]);
});

it('bulk calls take the {value, type} form, or refuse it (section 3)', async () => {
  const answers = await under('typedForm', ['accept', 'refuse'], async () => {
    const { status } = await sandbox.updateBulk([
      { email: anna, custom_fields: { points: { value: 5, type: 'int' } } },
    ]);
    return status;
  });
  expect(answers).toEqual([200, 422]);
});

it('resubscribe leaves those who bounced, or brings them back (section 4.1)', async () => {
  await sandbox.control('POST', `lists/${sandbox.listId}/visitor/bounce`, { email: anna });
  const statuses = await under('reviveBounced', ['no', 'yes'], async () => {
    await sandbox.subscribe({ email: anna, status: 1 }, { update_existing: true, resubscribe: true });
    return sandbox.statusOf(anna);
  });
  expect(statuses).toEqual([4, 1]);
});

it('a full mailbox is a soft bounce, which counts as bounced when read (sections 4.1 and 4.7)', async () => {
  await sandbox.control('POST', `lists/${sandbox.listId}/visitor/soft-bounce`, { email: anna });
  expect(await sandbox.statusOf(anna)).toBe(3);
  const { body } = await sandbox.api('GET', `/lists/${sandbox.listId}/subscribers?status=bounced`);
  expect(body).toMatchObject({ total: 1, data: [{ email: anna, status: 3 }] });
});
