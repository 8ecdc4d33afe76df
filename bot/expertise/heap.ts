/** Keeps the memory of a long-running process near what it needs. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Percent by which the heap may grow over what lives in it before it is collected; V8's own choice is up to 300. */
const growth = 30;

/** To be called first: from now on more frequent, still concurrent collections, which cost a turn nothing measurable. */
export function limitHeapGrowth(): void {
  setFlagsFromString(`--heap-growing-percent=${growth}`);
}

/** Drops what loading left behind. Stops everything for some 50 ms, so it is for the moment before the first call. */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
}
