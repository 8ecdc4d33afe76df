/** Keeps what the server knows up to date: with its files, with a signal, with the other processes of the store. */
import type { Clock } from '../clock.ts';
import { warmUp } from '../console/search.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import { createKnowledgeBoard } from './knowledge-board.ts';
import { createLivingExpertise, type KnowledgeState } from './living-expertise.ts';
import type { ExpertisePlace, LoadedExpertise } from './load-expertise.ts';
import { joinPeers } from './peers.ts';
import { prepareApart } from './prepare-apart.ts';
import { watchKnowledge } from './watch-knowledge.ts';

export interface KnowledgeKeeper {
  /** Knowledge, router and rules of this moment. */
  readonly current: () => LoadedExpertise;
  readonly state: () => KnowledgeState;
  /** Looks at the files; a knowledge base with faults is refused, and the old stays. */
  reload(): Promise<void>;
  stop(): Promise<void>;
}

export interface KnowledgeKeeperDeps {
  readonly place: ExpertisePlace;
  readonly loaded: LoadedExpertise;
  readonly store: Pick<Store, 'shelf' | 'bell'>;
  readonly clock: Clock;
  readonly log: Log;
}

export function keepKnowledge({ place, loaded, store, clock, log }: KnowledgeKeeperDeps): KnowledgeKeeper {
  const living = createLivingExpertise({
    ...{ loaded, prepare: prepareApart(place), clock, log },
    warmUp: (expertise) => warmUp({ expertise, now: clock() }),
  });
  const board = createKnowledgeBoard(store);
  const peers = joinPeers({ living, board, bell: store.bell, clock, log });
  const unwatch = watchKnowledge(place.knowledgeDir, peers.reload, log);
  return {
    current: living.current,
    state: () => {
      const announced = peers.announced();
      return {
        ...living.state(),
        ...(announced && { announced: { hash: announced.hash, at: announced.at } }),
      };
    },
    reload: peers.reload,
    stop: async () => {
      await unwatch();
      living.stop();
      await peers.stop();
    },
  };
}
