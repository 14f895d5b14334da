type ColumnType = 'text' | 'boolean' | 'numeric' | 'date' | 'timestamptz';
type Kept = string | boolean | null;

/** A column of the mirror: its type in the database, and its value in the data of an event. */
export interface MirrorColumn<Type extends ColumnType = ColumnType, Data = never> {
  readonly type: Type;
  readonly from: (data: Data) => Kept;
}

const column =
  <Type extends ColumnType>(type: Type) =>
  <Data>(from: (data: Data) => Kept | undefined): MirrorColumn<Type, Data> => ({
    type,
    from: (data) => from(data) ?? null,
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

export interface NamedColumn extends Pick<MirrorColumn, 'type'> {
  readonly name: string;
}

/** A column of the table `c`, as it is selected. */
export const selected = ({ name, type }: NamedColumn): string =>
  `c.${name}${type === 'date' ? '::text' : ''}`;
