/** Keeps the memory of a long-running process near what it needs. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Percent by which the heap may grow over what lives in it before it is collected; V8's own choice is up to 300. */
const growth = 30;

/**
 * To be called when all is loaded and before the first call: drops what loading left behind, which stops everything
 * for some 50 ms, and from then on collects more often. Any earlier it would slow the loading by a third of a second.
 */
export function settleHeap(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  setFlagsFromString(`--heap-growing-percent=${growth}`);
}
