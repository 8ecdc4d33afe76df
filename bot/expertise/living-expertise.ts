/** What the assistant knows now, and how it comes to know something else: swapped whole, or not at all. */
import { type Clock, toIso } from '../clock.ts';
import type { Log } from '../log.ts';
import type { LoadedExpertise } from './load-expertise.ts';
import type { Prepare } from './prepare-apart.ts';
import { unpack } from './prepared.ts';

/** What keeps a knowledge base out: its faults with their `file:line:column`, or that nothing could be made of it. */
export interface Refusal {
  readonly at: string;
  readonly lines: readonly string[];
}

export interface KnowledgeState {
  readonly hash: string;
  readonly loadedAt: string;
  /** Why the files are not what is known; gone as soon as they are. */
  readonly refusal?: Refusal;
  /** What some process of the store has loaded last. */
  readonly announced?: { readonly hash: string; readonly at: string };
}

export type ReloadResult = 'loaded' | 'unchanged' | 'refused';

export interface LivingExpertise {
  readonly current: () => LoadedExpertise;
  readonly state: () => KnowledgeState;
  /**
   * Looks at the files, and takes what they hold as soon as it is checked and trained; never rejects.
   * Those who ask while that is done share the look after it.
   */
  reload(): Promise<ReloadResult>;
  /** Nothing is taken any more. */
  stop(): void;
}

export interface LivingExpertiseDeps {
  readonly loaded: LoadedExpertise;
  readonly prepare: Prepare;
  /** Called with what will be known, before it is. */
  readonly warmUp: (next: LoadedExpertise) => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Faults that are shown; `dawen lint` shows all. */
const mostLines = 20;

export function createLivingExpertise(deps: LivingExpertiseDeps): LivingExpertise {
  const { prepare, warmUp, clock, log } = deps;
  const stopping = new AbortController();
  let expertise = deps.loaded;
  let state: KnowledgeState = { hash: expertise.knowledge.hash, loadedAt: toIso(clock()) };
  let running: Promise<ReloadResult> | undefined;
  let next: Promise<ReloadResult> | undefined;

  function refuse(lines: readonly string[]): ReloadResult {
    const shown = lines.slice(0, mostLines);
    state = { ...state, refusal: { at: toIso(clock()), lines: shown } };
    log.error({ faults: lines.length, lines: shown }, 'knowledge refused, the old stays');
    return 'refused';
  }

  async function look(): Promise<ReloadResult> {
    const { hash } = expertise.knowledge;
    const started = performance.now();
    const preparation = await prepare(hash, stopping.signal);
    if (preparation.status === 'refused') return refuse(preparation.lines);
    if (preparation.status === 'unchanged') {
      state = { hash, loadedAt: state.loadedAt };
      return 'unchanged';
    }
    const loaded = await unpack(preparation.expertise);
    await warmUp(loaded);
    if (stopping.signal.aborted) return 'unchanged';
    expertise = loaded;
    state = { hash: loaded.knowledge.hash, loadedAt: toIso(clock()) };
    const ms = Math.round(performance.now() - started);
    log.info({ knowledge: state.hash.slice(0, 12), instead: hash.slice(0, 12), ms }, 'knowledge loaded');
    return 'loaded';
  }

  function start(): Promise<ReloadResult> {
    running = look()
      .catch((error: unknown) => {
        if (stopping.signal.aborted) return 'unchanged';
        return refuse([error instanceof Error ? error.message : String(error)]);
      })
      .finally(() => {
        running = undefined;
      });
    return running;
  }

  return {
    current: () => expertise,
    state: () => state,
    reload: () => {
      if (!running) return start();
      next ??= running.then(() => {
        next = undefined;
        return start();
      });
      return next;
    },
    stop: () => stopping.abort(),
  };
}
