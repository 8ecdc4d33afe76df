/** What the processes of one store tell each other about their knowledge: who knows what, what was loaded last, who wants a look. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Store } from '../store/store.ts';

const peerSchema = z.object({
  /** Random, of one run of a process. */
  id: z.string(),
  /** `host:pid`, for people. */
  name: z.string(),
  /** Hash of its knowledge. */
  knowledge: z.string(),
  loadedAt: z.string(),
  refusal: z.object({ at: z.string(), lines: z.array(z.string()).readonly() }).exactOptional(),
  /** The last wish for a look that it has met. */
  answered: z.string().exactOptional(),
});
/** A process that lives, or died a moment ago. */
export type Peer = z.infer<typeof peerSchema>;

const announcementSchema = z.object({ id: z.string(), hash: z.string(), at: z.string() });
/** What some process has loaded last. */
export type Announcement = z.infer<typeof announcementSchema>;

const wishSchema = z.string();

export interface KnowledgeBoard {
  announce(hash: string, at: string): Promise<Announcement>;
  announced(): Promise<Announcement | undefined>;
  /** Asks every process to look at its files. Gives the wish that they answer. */
  wish(): Promise<string>;
  wished(): Promise<string | undefined>;
  /** Shows a process to the others; to be renewed within `peerTtl`. */
  show(peer: Peer): Promise<void>;
  leave(id: string): Promise<void>;
  peers(): Promise<Peer[]>;
}

/** Milliseconds after which a process that is not heard of is taken for dead. */
export const peerTtl = 30_000;

const [announcement, wish, peer] = ['knowledge/announced', 'knowledge/wished', 'knowledge/process/'];

export function createKnowledgeBoard({ shelf, bell }: Pick<Store, 'shelf' | 'bell'>): KnowledgeBoard {
  const put = async (name: string, value: unknown) => {
    await shelf.put(name, value);
    bell.ring('knowledge');
  };
  return {
    announce: async (hash, at) => {
      const announced = { id: randomUUID(), hash, at };
      await put(announcement, announced);
      return announced;
    },
    announced: async () => announcementSchema.safeParse(await shelf.get(announcement)).data,
    wish: async () => {
      const id = randomUUID();
      await put(wish, id);
      return id;
    },
    wished: async () => wishSchema.safeParse(await shelf.get(wish)).data,
    show: (one) => shelf.put(peer + one.id, one, peerTtl),
    leave: (id) => shelf.remove(peer + id),
    peers: async () => (await shelf.list(peer)).flatMap((one) => peerSchema.safeParse(one).data ?? []),
  };
}
