import type { EntityManager } from 'typeorm';

/** The database's clock, so that all instances of this service number by the same one. */
export async function nowMicros(manager: EntityManager): Promise<bigint> {
  const [row]: { micros: string }[] = await manager.query(
    `select floor(extract(epoch from clock_timestamp()) * 1e6)::bigint as micros`,
  );
  return BigInt(row?.micros ?? 0);
}
