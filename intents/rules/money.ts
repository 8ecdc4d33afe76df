/** Amounts in yuan as exact decimals; a binary float never holds one. */
import { Decimal } from 'decimal.js';

/** Digits enough for any sum of the amounts that `parseAmount` lets in, so that nothing is ever rounded. */
const Exact = Decimal.clone({ precision: 80 });
const longestAmount = 30;
const largestAmount = new Exact('1e12');

/** An exact amount in yuan. */
export type Amount = Decimal;

/**
 * Reads a JSON number or a plain decimal string such as `"0.37"`; nothing else.
 * At most a million million yuan. Exponents, signs other than a leading minus, blanks and thousands separators in a string are no amount.
 */
export function parseAmount(raw: unknown): Amount | undefined {
  const text = typeof raw === 'number' && Number.isFinite(raw) ? new Exact(raw).toFixed() : raw;
  if (typeof text !== 'string' || text.length > longestAmount || !/^-?\d+(\.\d+)?$/.test(text))
    return undefined;
  const amount = new Exact(text);
  return amount.abs().gt(largestAmount) ? undefined : amount;
}

/** Whether a value is an amount. */
export function isAmount(value: unknown): value is Amount {
  return Decimal.isDecimal(value);
}

/** Whether the amount can be paid at all: a 分 is the smallest unit, so `0.370` is and `0.375` is not. */
export function isWholeFen(amount: Amount): boolean {
  return amount.decimalPlaces() <= 2;
}

/** The sum; zero for no amounts. */
export function sum(amounts: readonly Amount[]): Amount {
  return amounts.reduce((total, amount) => total.plus(amount), new Exact(0));
}
