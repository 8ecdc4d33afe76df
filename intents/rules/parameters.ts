/** The numbers and words that rules read, as they are in force on one day; it remembers which were read. */
import type { Parameter } from '../../knowledge/schema.ts';
import { type Amount, parseAmount } from './money.ts';

/** Typed access by id. Every read is remembered in `used`, so that the answer cites exactly what it rests on. */
export interface ParameterSet {
  /** A number of accounts, enterprises or attempts. */
  count(id: string): number;
  /** A number of calendar days or working days. */
  days(id: string): number;
  amount(id: string): Amount;
  text(id: string): string;
  list(id: string): readonly string[];
  /** Names a parameter as a source where only its quoted words matter. */
  cite(id: string): void;
  readonly used: readonly string[];
}

/** The knowledge base lacks a parameter that a rule needs, or gives it a value of another kind. */
export class ParameterError extends Error {
  override readonly name = 'ParameterError';
  readonly code: 'PARAMETER_MISSING' | 'PARAMETER_MISTYPED';

  constructor(code: ParameterError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

export type ParameterValue = Parameter['values'][number]['value'];

/** The value in force on `day` (`YYYY-MM-DD`): the last row that begins no later; `undefined` when none does. */
export function valueOn({ values }: Parameter, day: string): ParameterValue | undefined {
  return values.findLast(({ from }) => from === undefined || from <= day)?.value;
}

/** The parameters in force on `day` (`YYYY-MM-DD`). Reads throw a ParameterError when the knowledge base is at fault. */
export function parametersOn(all: ReadonlyMap<string, Parameter>, day: string): ParameterSet {
  const used = new Set<string>();
  const read = (id: string): ParameterValue => {
    used.add(id);
    return required(all, id, day);
  };
  const number = (id: string): number => {
    const value = read(id);
    return typeof value === 'number' ? value : mistyped(id, 'a whole number');
  };
  return {
    count: number,
    days: number,
    amount: (id) => parseAmount(read(id)) ?? mistyped(id, 'an amount such as "0.99"'),
    text: (id) => {
      const value = read(id);
      return typeof value === 'string' ? value : mistyped(id, 'a text');
    },
    list: (id) => {
      const value = read(id);
      return Array.isArray(value) ? value : mistyped(id, 'a list of texts');
    },
    cite: (id) => void read(id),
    get used() {
      return [...used];
    },
  };
}

function required(all: ReadonlyMap<string, Parameter>, id: string, day: string): ParameterValue {
  const parameter = all.get(id);
  const value = parameter && valueOn(parameter, day);
  if (value !== undefined) return value;
  throw new ParameterError(
    'PARAMETER_MISSING',
    `parameter ${id} has no value on ${day}: add a row to knowledge/parameters (its first row without \`from\`)`,
  );
}

function mistyped(id: string, wanted: string): never {
  throw new ParameterError(
    'PARAMETER_MISTYPED',
    `parameter ${id} must be ${wanted}: mend it in knowledge/parameters`,
  );
}
