/** Remembers that the store lately refused to be written to, since it can still be read on a full disk. */
import { StoreError } from './errors.ts';
import type { Run } from './tables.ts';

export interface WriteHealth {
  /** The same run, whose refusals are remembered. */
  watch(run: Run): Run;
  /** Throws the StoreError of a refusal of the last seconds. */
  check(): void;
}

/** Milliseconds; a server writes every ten seconds that it is there, so that one refusal follows the other. */
const lately = 12_000;

export function createWriteHealth(): WriteHealth {
  let refusal: { readonly error: StoreError; readonly at: number } | undefined;
  return {
    watch: (run) => (work) =>
      run(work).catch((error: unknown) => {
        if (isRefusal(error)) refusal = { error, at: performance.now() };
        throw error;
      }),
    check: () => {
      if (refusal && performance.now() - refusal.at < lately) throw refusal.error;
    },
  };
}

const isRefusal = (error: unknown): error is StoreError =>
  error instanceof StoreError && (error.code === 'STORE_FULL' || error.code === 'STORE_UNWRITABLE');
