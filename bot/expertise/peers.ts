/** Keeps the knowledge of one process together with that of its files and of the other processes on the store. */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { type Clock, toIso } from '../clock.ts';
import type { Log } from '../log.ts';
import { createPulse } from '../pulse.ts';
import type { Bell } from '../store/bell.ts';
import { type Announcement, type KnowledgeBoard, peerTtl } from './knowledge-board.ts';
import type { LivingExpertise } from './living-expertise.ts';

export interface Peers {
  /** Looks at the files of this process, and tells the others when they hold something else. */
  reload(): Promise<void>;
  /** What some process has loaded last, as far as it is known here. */
  announced(): Announcement | undefined;
  stop(): Promise<void>;
}

export interface PeersDeps {
  readonly living: LivingExpertise;
  readonly board: KnowledgeBoard;
  readonly bell: Bell;
  readonly clock: Clock;
  readonly log: Log;
  /** Milliseconds between two looks while other processes are not heard; 2000 unless set. */
  readonly interval?: number;
}

/** Milliseconds between two looks while the others are heard. */
const heard = 15_000;

/** Joins the processes of the store; a store that is away for a moment is asked again. */
export function joinPeers(deps: PeersDeps): Peers {
  const { living, board, bell, clock, log, interval = 2000 } = deps;
  const [id, name] = [randomUUID(), `${hostname()}:${process.pid}`];
  let last: Announcement | undefined;
  let answered: string | undefined;
  let isIn = false;
  let isAnnounced = false;

  const show = () => {
    const { hash, loadedAt, refusal } = living.state();
    const state = { knowledge: hash, loadedAt, ...(refusal && { refusal }) };
    return board.show({ id, name, ...state, ...(answered !== undefined && { answered }) });
  };
  async function tell(): Promise<void> {
    const { hash } = living.state();
    if (!isAnnounced && last?.hash !== hash) last = await board.announce(hash, toIso(clock()));
    isAnnounced = true;
    await show();
  }
  async function reload(wish = answered): Promise<void> {
    const result = await living.reload();
    // who was asked says it again, as what was announced may be what a backup brought back
    if (result === 'loaded' || wish !== answered) isAnnounced = false;
    answered = wish;
    await tell();
  }
  /** Whoever comes in has just read its files. */
  async function comeIn(wished: string | undefined): Promise<void> {
    answered = wished;
    await tell();
    isIn = true;
  }
  async function look(): Promise<void> {
    const [announced, wished] = await Promise.all([board.announced(), board.wished()]);
    const isOther = announced !== undefined && announced.id !== last?.id;
    last = announced;
    if (!isIn) return comeIn(wished);
    // the store was away
    if (!isAnnounced) await tell();
    const isWished = wished !== undefined && wished !== answered;
    if (isWished || (isOther && announced.hash !== living.state().hash)) await reload(wished);
  }

  const pulse = createPulse({
    ...{ name: 'the knowledge of the other processes', look, isAwake: () => true, log },
    interval: () => (bell.reaches() ? heard : interval),
  });
  const lookNow = () => void pulse.lookNow().catch(() => undefined);
  const deaf = bell.hear('knowledge', lookNow);
  const showing = setInterval(() => void show().catch(() => undefined), peerTtl / 3).unref();
  lookNow();
  return {
    reload: () => reload().catch(() => undefined),
    announced: () => last,
    stop: async () => {
      deaf();
      clearInterval(showing);
      pulse.stop();
      await board.leave(id).catch(() => undefined);
    },
  };
}
