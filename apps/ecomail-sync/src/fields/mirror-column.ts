type ColumnType = 'text' | 'boolean' | 'numeric' | 'date' | 'timestamptz';
type Kept = string | boolean | null;

/** How the file about a person shows a column: its name there, an example, and the SQL where it is not shown as it is. */
export type ShownInFile = readonly [name: string, example: unknown, sql?: string];

/** A column of the mirror: its type in the database, its value in the data of an event, and what it says of a person. */
export interface MirrorColumn<Type extends ColumnType = ColumnType, Data = never> {
  readonly type: Type;
  readonly from: (data: Data) => Kept;
  /** What of a person stands in it, for the register of personal data; null: nothing that tells who it is. */
  readonly personal: string | null;
  /** Null: left out of the file, and `leftOut` there says why. */
  readonly file: ShownInFile | null;
}

const column =
  <Type extends ColumnType>(type: Type) =>
  <Data>(
    from: (data: Data) => Kept | undefined,
    personal: string | null,
    file: ShownInFile | null,
  ): MirrorColumn<Type, Data> => ({
    type,
    from: (data) => from(data) ?? null,
    personal,
    file,
  });

export const text = column('text');
export const boolean = column('boolean');
export const numeric = column('numeric');
export const date = column('date');
export const instant = column('timestamptz');

/** What the driver reads from a column. Days are selected as text: a `Date` would shift them by the time zone. */
type Read<Type extends ColumnType> = Type extends 'boolean'
  ? boolean
  : Type extends 'timestamptz'
    ? Date
    : string;
type ColumnTypeOf<Column> = Column extends { readonly type: infer Type extends ColumnType } ? Type : never;
type Row<Columns> = { readonly [Name in keyof Columns]: Read<ColumnTypeOf<Columns[Name]>> | null };
type All<Union> = (Union extends unknown ? (one: Union) => void : never) extends (
  all: infer Intersection,
) => void
  ? Intersection
  : never;

/** A row of the columns of all groups. */
export type ColumnsOf<Groups> = All<{ [Group in keyof Groups]: Row<Groups[Group]> }[keyof Groups]>;

export interface NamedColumn extends Pick<MirrorColumn, 'type' | 'personal' | 'file'> {
  readonly name: string;
}

/** A column of the table `c`, as it is selected. */
export const selected = ({ name, type }: NamedColumn): string =>
  `c.${name}${type === 'date' ? '::text' : ''}`;
