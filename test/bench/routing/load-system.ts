/** Loads one system of the routing bench by its key, Dawen or a peer; what it gives then builds the system. */
import type { KnowledgeBase } from '../../../knowledge/schema.ts';
import type { Peer } from '../peers/peer.ts';
import { peers } from '../peers/registry.ts';
import { lessonOf } from './lesson.ts';
import { type System, shown } from './system.ts';

export type Builder = (knowledge: KnowledgeBase) => System | Promise<System>;

/** Keys of all systems; Dawen first. */
export const systemKeys = ['dawen', ...Object.keys(peers)];

async function buildPeer(peer: Peer, knowledge: KnowledgeBase): Promise<System> {
  const rank = await peer.build(lessonOf(knowledge));
  return { ...peer, answer: async (question) => ({ ranked: (await rank(question)).slice(0, shown) }) };
}

export async function loadSystem(key: string): Promise<Builder> {
  if (key === 'dawen') return (await import('./dawen.ts')).buildDawen;
  const peer = await peers[key]?.();
  if (peer === undefined) throw new Error(`no system is called ${key}; choose of ${systemKeys.join(', ')}`);
  return (knowledge) => buildPeer(peer, knowledge);
}
