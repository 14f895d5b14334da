/** The demo shop: activated against the sandbox, and the stories that `npm start` prints as they happen. */
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { setTimeout as delay } from 'node:timers/promises';
import { root } from '../packages.mjs';
import { callerOf, eventually, firstKeyOf, sandboxOf } from './endpoints.mjs';

const require = createRequire(import.meta.url);
const shopId = 'demo';
const reward = '50.00';

/** Creates what is missing and activates the connection; repeatable. Resolves with what the stories need. */
export async function openDemoShop(settings) {
  const { services } = settings;
  const call = callerOf(settings);
  const core = services['loyalty-core'].url;
  const rewarded = { newsletterReward: reward, rewardedSignUps: 'list' };
  const about = {
    name: 'Demo shop',
    language: 'cs',
    timeZone: 'Europe/Prague',
    systemMails: true,
    expiryNotice: { target: 'ecomail', leadDays: 14 },
    ...rewarded,
  };
  // What somebody chose for the shop since it was made is left as it is.
  let { status, body: shop } = await call('GET', `${core}/shops/${shopId}`, undefined, { allow: [404] });
  const mark = randomUUID().slice(0, 8);
  const sandboxUrl = services['ecomail-sandbox'].url;
  const apiKey = await firstKeyOf(sandboxUrl);
  const sandbox = sandboxOf(sandboxUrl, apiKey);
  let systemMail;
  if (status === 404) {
    shop = (await call('POST', `${core}/shops`, { id: shopId, ...about })).body;
    const eva = await register({ call, core }, `eva.${mark}@shop.test`, 'denied', false);
    systemMail = await eventually(() => sandbox.systemMailTo(eva.email));
    // From now on credit and PINs are Ecomail's to tell of: nobody is told twice.
    await call('PATCH', `${core}/shops/${shopId}/mail-settings`, { credit: 'ecomail', pin: 'ecomail' });
  }
  const hook = await call('POST', `${services['webhook-gateway'].url}/shops/${shopId}/address`);
  const connection = await call('PUT', `${services['ecomail-sync'].url}/connections/${shopId}`, {
    apiKey,
    baseUrl: sandboxUrl,
    createList: {
      name: 'Demo shop',
      fromName: 'Demo shop',
      fromEmail: 'news@shop.test',
      replyTo: 'help@shop.test',
    },
    language: 'cs',
    quietSeconds: 1,
    webhookUrl: hook.body.current.url,
  });
  const sync = services['ecomail-sync'].url;
  const listId = await listOf(connection.body, call, sync);
  await sandbox.setWebhook(listId, hook.body.current.url);
  const waiting = async () => (await call('GET', `${sync}/reconciliation/${shopId}`)).body.waiting;
  const until = (work) => eventually(work, waiting);
  return { call, core, sync, sandbox, listId, mark, shop, systemMail, waiting, until };
}

/** The list of the connection; an activation that takes longer than its answer waits goes on as a run. */
async function listOf(answer, call, sync) {
  let { run } = answer;
  while (run?.state === 'waiting' || run?.state === 'running') {
    await delay(500);
    run = (await call('GET', `${sync}/runs/${run.id}`)).body;
  }
  if (run && run.state !== 'done')
    throw new Error(`the activation is ${run.state}: ${run.detail ?? run.reason}`);
  return answer.list?.id ?? (await call('GET', `${sync}/connections/${shopId}`)).body.list.id;
}

/** Those that fit what the shop has set. */
export async function tellStories(demo) {
  await creditStory(demo);
  await eventFirstStory(demo);
  const { newsletterReward, expiryNotice } = demo.shop;
  if (newsletterReward === reward) await newsletterStory(demo);
  if (demo.systemMail)
    console.log(
      `\nSystem e-mail to Eva, who has no login, before Ecomail was connected: "${demo.systemMail.subject}"`,
    );
  if (expiryNotice.target === 'ecomail' && expiryNotice.leadDays >= 7) await nightStory(demo);
  await printReconciliation(demo);
}

/** A customer is awarded credits; the fields are stored, then the event starts the automation. */
async function creditStory(demo) {
  const customer = await register(demo, `jana.${demo.mark}@shop.test`, 'granted');
  await demo.until(() => demo.sandbox.contact(demo.listId, customer.email));
  const award = await demo.call(
    'POST',
    `${demo.core}/shops/${shopId}/customers/${customer.id}/awards`,
    { amount: '150.00', reason: 'order', reference: `order-${demo.mark}` },
    { headers: { 'idempotency-key': `order-${demo.mark}` } },
  );
  await printStory(demo, award.body, 'Jana', customer.email);
}

/** What most integrations do: the event goes out first, and the e-mail is rendered from what was there before. */
async function eventFirstStory({ sandbox, listId, mark, until }) {
  const email = `usual.way.${mark}@shop.test`;
  await sandbox.api('POST', `/lists/${listId}/subscribe-bulk`, {
    subscriber_data: [{ email, status: 1, custom_fields: { ellity_credit: '0,00', ellity_credit_num: 0 } }],
    update_existing: true,
    resubscribe: false,
    trigger_autoresponders: false,
  });
  const value = { amount: '150.00', balance: '150.00' };
  await sandbox.api('POST', '/tracker/events', {
    event: { email, category: 'ellity', action: 'change', label: 'credit', value },
  });
  const mail = await until(() => sandbox.mailOf(email));
  console.log(
    `Same change sent the usual way, event first: "${mail.subject}"    ${verdictOn(mail, value.balance)}`,
  );
}

/** A visitor signs up, the customer is rewarded once; leaving takes back what is left of it. */
async function newsletterStory(demo) {
  const customer = await register(demo, `petr.${demo.mark}@shop.test`, 'denied');
  await demo.until(() => demo.sandbox.contact(demo.listId, customer.email));
  console.log('\nNewsletter: Petr signs up at the shop');
  await demo.sandbox.visitor(demo.listId, 'subscribe', customer.email);
  const paid = await demo.until(() => entryWith(demo, customer.id, 'newsletter'));
  await printStory(demo, { entryId: paid.id, balance: reward }, 'Petr', customer.email);
  console.log('Petr leaves again');
  await demo.sandbox.visitor(demo.listId, 'unsubscribe', customer.email);
  const taken = await demo.until(() => entryWith(demo, customer.id, 'newsletter-left'));
  await printStory(demo, { entryId: taken.id, balance: '0.00' }, 'Petr', customer.email);
}

/** Two nights of the shop, the second ahead of its day: a warning, then the lapse. */
async function nightStory(demo) {
  const { call, core, mark, sandbox } = demo;
  const dayIn = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const customer = await register(demo, `hana.${mark}@shop.test`, 'granted');
  await demo.until(() => sandbox.contact(demo.listId, customer.email));
  const award = { amount: '40.00', reason: 'birthday', expiresOn: dayIn(7), announce: false };
  const headers = { 'idempotency-key': `birthday-${mark}` };
  await call('POST', `${core}/shops/${shopId}/customers/${customer.id}/awards`, award, { headers });
  const night = (localDate) => call('POST', `${core}/shops/${shopId}/nights`, { localDate });
  console.log('\nNight: credits of Hana lapse in seven days, so she is warned');
  await night(dayIn(0));
  const mail = await demo.until(() => sandbox.mailOf(customer.email, undefined, 'expiry'));
  console.log(
    `  automation e-mail: "${mail.subject}"   ${mail.fields.ellity_expiring_value} on ${mail.fields.ellity_expiring_date}`,
  );
  console.log('The clock of the shop is moved behind that day, and they lapse');
  await night(dayIn(9));
  const lapsed = await demo.until(() => entryWith(demo, customer.id, 'expiry'));
  await printStory(demo, { entryId: lapsed.id, balance: '0.00' }, 'Hana', customer.email);
  const next = { ...award, amount: '25.00', reason: 'nameday', expiresOn: dayIn(30) };
  const nextHeaders = { 'idempotency-key': `nameday-${mark}` };
  await call('POST', `${core}/shops/${shopId}/customers/${customer.id}/awards`, next, {
    headers: nextHeaders,
  });
  const command = `npm run night -- --shop demo --as-of ${dayIn(31)} --dry-run`;
  console.log(`Hana is awarded ${next.amount} for her name day, which lapse next: ${command}`);
}

async function register({ call, core }, email, marketingConsent, registered = true) {
  const body = { email, firstName: email.split('.')[0], registered, marketingConsent };
  return { email, ...(await call('POST', `${core}/shops/${shopId}/customers`, body)).body };
}

async function entryWith({ call, core }, customerId, reason) {
  const { body } = await call('GET', `${core}/shops/${shopId}/customers/${customerId}/entries`);
  const entry = body.items.find((one) => one.reason === reason);
  if (!entry) throw new Error(`no credit was booked for ${reason}`);
  return entry;
}

/** Waits until the entry's event was accepted, then prints every step and the e-mail that came of it, in order. */
async function printStory(demo, { entryId, balance }, name, email) {
  const { storyText } = require(`${root}/apps/ecomail-sync/dist/journal/story/story.js`);
  const story = await demo.until(async () => {
    const { body } = await demo.call('GET', `${demo.sync}/story/${entryId}?shop=${shopId}`);
    if (!body.steps.some(({ what }) => what.includes('accepted')))
      throw new Error('Ecomail has not accepted the event yet');
    return body;
  });
  const { eventId } = story.steps.find(({ what }) => what.includes('accepted'));
  const mail = await demo.until(() => demo.sandbox.mailOf(email, eventId));
  const rendered = {
    atMs: Date.parse(mail.at) - Date.parse(story.steps[0].at),
    where: 'Ecomail',
    what: `automation e-mail: "${mail.subject}"   ${verdictOn(mail, balance)}`,
  };
  const steps = [...story.steps, rendered].sort((a, b) => a.atMs - b.atMs);
  console.log(storyText({ ...story, customerId: name, steps }));
}

/** Whether the e-mail shows the balance as it really is. */
function verdictOn(mail, balance) {
  const shown = Number(String(mail.fields.ellity_credit).replaceAll(' ', '').replace(',', '.'));
  return shown === Number(balance) ? 'true' : 'wrong';
}

async function printReconciliation({ call, sync }) {
  const { body } = await call('GET', `${sync}/reconciliation/${shopId}`);
  const { delivered, merged, suppressed, parked, waiting, consistent } = body;
  console.log(
    `\nReconciliation: ${body.in} in = ${delivered} delivered + ${merged} merged + ${suppressed} suppressed + ${parked} parked + ${waiting} waiting`,
  );
  if (!consistent)
    throw new Error('the reconciliation is not consistent: an event was lost or counted twice');
}
