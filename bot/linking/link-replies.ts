/** What is said in the chat of the link to an account: the one-time link itself, that it was undone, that it would help. */
import type { Delivery } from '../../adapters/delivery.ts';
import { compose, say, sentence } from '../turn/compose.ts';
import type { Draft, Scene } from '../turn/scene.ts';
import type { Linking, LinkRequest } from './linking.ts';
import type { ChannelPerson } from './person-key.ts';
import type { LinkWish } from './wish.ts';

export interface LinkSubject {
  readonly person: ChannelPerson;
  readonly delivery: Delivery;
  scene(): Promise<Scene>;
  readonly linking: Linking;
}

export async function answerWish(wish: LinkWish, subject: LinkSubject): Promise<Draft> {
  const { person, linking } = subject;
  const scene = await subject.scene();
  if (wish === 'unlink') return notice(scene, unlinked[await linking.unlink(person)]);
  if ((await linking.accountOf(person)) !== undefined) return notice(scene, 'link_already');
  return (await offerLink('link_here', subject)) ?? notice(scene, 'link_off');
}

const unlinked = { removed: 'link_removed', kept: 'link_by_company', none: 'link_none' } as const;

/** Undefined where no links are offered. */
export async function offerLink(
  id: 'link_here' | 'link_helps',
  subject: LinkSubject,
): Promise<Draft | undefined> {
  const { person, delivery, linking } = subject;
  const scene = await subject.scene();
  const url = await linking.offer(requestOf(person, delivery, scene));
  if (url === undefined) return undefined;
  return compose({
    act: 'notice',
    parts: [sentence(scene, id), `[${sentence(scene, 'link_open')}](${url})`],
  });
}

const requestOf = (
  person: ChannelPerson,
  { conversation, address, privately = address }: Delivery,
  { locale }: Scene,
): LinkRequest => ({ person, conversation, address: privately, locale });

const notice = (scene: Scene, id: string): Draft => say(scene, 'notice', id);
