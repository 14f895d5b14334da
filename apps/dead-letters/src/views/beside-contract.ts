import { type Contract, decode, findContract, isRecord, publishedSchema } from '@ellity/contracts';
import type { LetterContract } from './letters.response';

export interface BesideContract {
  readonly contract: LetterContract | null;
  readonly problems: readonly string[];
}

/** A message beside the rules of its type, each broken one at its field. Never throws. */
export function besideContract(type: string, body: Buffer): BesideContract {
  const decoded = decode(body);
  const problems = decoded.ok ? [] : decoded.problems;
  const contract = findContract(type);
  return { contract: contract ? contractView(contract, dataIn(body), problems) : null, problems };
}

function contractView(
  contract: Contract,
  data: Readonly<Record<string, unknown>>,
  problems: readonly string[],
): LetterContract {
  const { description, properties } = publishedSchema(contract);
  const fields = Object.entries(properties.data.properties).map(([name, schema]) => ({
    name,
    rule: schema.title ?? schema.enum?.map((value) => JSON.stringify(value)).join(', ') ?? null,
    description: schema.description ?? null,
    isGiven: Object.hasOwn(data, name),
    problems: problems.filter((problem) => problem.split(/[ .:]/, 1)[0] === name),
  }));
  return { type: contract.type, description, fields };
}

function dataIn(body: Buffer): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return isRecord(value) && isRecord(value['data']) ? value['data'] : {};
  } catch {
    return {};
  }
}
