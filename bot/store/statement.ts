/** Statements that every turn says: kysely makes their text once for an engine, afterwards only values are bound. */
import type { Compilable, CompiledQuery, QueryResult } from 'kysely';
import type { Database } from './tables.ts';

/** Stands for a value while the text is made. */
class Hole {
  readonly row: number;
  readonly name: string;

  constructor(row: number, name: string) {
    this.row = row;
    this.name = name;
  }
}

/** Runs it with these values, and throws what the engine throws. */
export type Statement<Values, Row> = (database: Database, values: Values) => Promise<QueryResult<Row>>;

/** `build` must not look at the values: it is called once, with something in their place. */
export function prepare<Values extends object, Row>(
  build: (database: Database, values: Values) => Compilable<Row>,
): Statement<Values, Row> {
  const run = prepareRows<Values, Row>((database, [values]) => build(database, values as Values));
  return (database, values) => run(database, [values]);
}

/** The same for a list of values; there is a text for every length that was asked for. */
export function prepareRows<Values extends object, Row>(
  build: (database: Database, rows: readonly Values[]) => Compilable<Row>,
): Statement<readonly Values[], Row> {
  // each open engine has an adapter of its own, and its own way to write a statement
  const known = new WeakMap<object, Map<number, CompiledQuery<Row>>>();
  const compile = (database: Database, rows: readonly Values[]) => {
    const { adapter } = database.getExecutor();
    const texts = known.get(adapter) ?? new Map<number, CompiledQuery<Row>>();
    known.set(adapter, texts);
    const text = texts.get(rows.length) ?? build(database, rows.map(holesOf)).compile();
    texts.set(rows.length, text);
    return text;
  };
  return (database, rows) => {
    const text = compile(database, rows);
    return database.executeQuery({ ...text, parameters: text.parameters.map((value) => fill(value, rows)) });
  };
}

function holesOf<Values extends object>(values: Values, row: number): Values {
  return Object.fromEntries(Object.keys(values).map((name) => [name, new Hole(row, name)])) as Values;
}

const fill = (value: unknown, rows: readonly object[]): unknown =>
  value instanceof Hole ? Reflect.get(rows[value.row] ?? {}, value.name) : value;
