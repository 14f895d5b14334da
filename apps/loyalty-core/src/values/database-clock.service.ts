import type { EntityManager } from 'typeorm';

/** The database's clock within a statement, so that all instances of this service number by the same one. */
export const microsOfDatabase = `floor(extract(epoch from clock_timestamp()) * 1e6)::bigint`;

export async function nowMicros(manager: EntityManager): Promise<bigint> {
  const [row]: { micros: string }[] = await manager.query(`select ${microsOfDatabase} as micros`);
  return BigInt(row?.micros ?? 0);
}
