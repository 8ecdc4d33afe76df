/** A fault before it knows its file. */
export interface Problem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** Way to a value inside a file: names of fields and positions in lists. */
export type Path = readonly PropertyKey[];
