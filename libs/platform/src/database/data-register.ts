/** A column that holds, or may hold, something about a person. */
export interface PersonalColumn {
  /** `notices.body` */
  readonly column: string;
  /** What it is: an address, a name, a raw body, a hash without a key. */
  readonly what: string;
  /** How long it is kept, and what ends it. */
  readonly kept: string;
  /** What becomes of it when the person is erased. */
  readonly erased: string;
}

/**
 * Every column of a service that could hold text of anybody: those with personal data, each with its end, and those
 * without. A test compares it with the migrated schema (`registerProblems` of libs/testing), so that a new column is
 * thought about before it is merged. Sealed columns are beside it (`SealedColumn`), and count as named; one whose end is its own says it here.
 */
export interface DataRegister {
  readonly personal: readonly PersonalColumn[];
  /** By table: columns of text, bytes or JSON in which nothing about a person can stand. */
  readonly impersonal: Readonly<Record<string, readonly string[]>>;
}

/** Registers of a service and of the libraries whose tables it has, as one. */
export const mergedRegisters = (...registers: readonly DataRegister[]): DataRegister => ({
  personal: registers.flatMap(({ personal }) => personal),
  impersonal: Object.assign(
    {},
    ...registers.map(({ impersonal }) => impersonal),
  ) as DataRegister['impersonal'],
});
