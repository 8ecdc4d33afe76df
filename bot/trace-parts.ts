/** The parts of the house that spans are put around, where traces are wanted; as they are where not. */
import type { Config } from './config.ts';
import type { LoadedExpertise } from './expertise/load-expertise.ts';
import { readVersion } from './paths.ts';
import type { OpenedStore } from './store/open.ts';
import type { Tracing } from './tracing.ts';

export interface TracedParts {
  readonly store: OpenedStore;
  readonly current: () => LoadedExpertise;
  /** Absent: nothing is traced. */
  readonly tracing?: Tracing;
}

interface Parts {
  readonly store: OpenedStore;
  readonly keeper: { readonly current: () => LoadedExpertise };
}

/** Routing, rules and the store of conversations. The SDK is loaded here, and only if the settings want it. */
export async function traceParts(config: Pick<Config, 'tracing'>, parts: Parts): Promise<TracedParts> {
  const { store, keeper } = parts;
  if (!config.tracing) return { store, current: keeper.current };
  const { openTracing } = await import('./tracing.ts');
  const tracing = await openTracing(readVersion());
  const traced = new WeakMap<LoadedExpertise, LoadedExpertise>();
  const current = (): LoadedExpertise => {
    const plain = keeper.current();
    const known = traced.get(plain) ?? traceExpertise(plain, tracing);
    traced.set(plain, known);
    return known;
  };
  const conversations = tracing.methods('store', store.conversations);
  return { store: { ...store, conversations }, current, tracing };
}

const traceExpertise = (plain: LoadedExpertise, { methods }: Tracing): LoadedExpertise => ({
  ...plain,
  router: methods('router', plain.router),
  rules: methods('rules', plain.rules),
});
