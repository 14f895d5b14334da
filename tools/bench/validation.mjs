/** What a message costs to be checked: by the collected rules, and beside it by class-validator and class-transformer. */
import { require } from './workplace.mjs';

require('reflect-metadata');
const { plainToInstance } = require('class-transformer');
const { validateSync } = require('class-validator');
const { check, compose, contracts } = require('@ellity/contracts');

const messages = 20_000;
const validation = {
  whitelist: true,
  forbidUnknownValues: true,
  validationError: { target: false, value: false },
};

export async function validationRun() {
  const contract = contracts.find(({ name }) => name === 'loyalty.CreditChanged');
  const about = {
    source: 'loyalty-core',
    shopId: 'demo',
    subject: '0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b10',
    sequence: '1795420800000000',
  };
  const body = JSON.stringify(compose(contract.dataClass, contract.example, about));
  const own = rateOf(() => check(JSON.parse(body)).ok);
  const bare = rateOf(() => {
    const data = plainToInstance(contract.dataClass, JSON.parse(body).data);
    return validateSync(data, validation).length === 0;
  });
  return [{ name: 'check-message', unit: 'messages/s', value: own, bare, bound: { ratioMin: 2 } }];
}

/** Warmed up first. Throws unless every message is valid, so that no refusal is measured. */
function rateOf(isValid) {
  const run = () => {
    for (let count = 0; count < messages; count += 1)
      if (!isValid()) throw new Error('the example of the bench is not valid');
  };
  run();
  const begun = process.hrtime.bigint();
  run();
  return messages / (Number(process.hrtime.bigint() - begun) / 1e9);
}
