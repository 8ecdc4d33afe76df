/** Where the person was put into the queue for a human, the reply says so, and the truth about the wait. */
import type { Wait } from '../desk/wait.ts';
import { compose, gap, sentence } from './compose.ts';
import type { Draft, Outcome, Scene } from './scene.ts';

/** The same outcome where no human was asked for, or none can be called. */
export async function tellWait(
  scene: Scene,
  outcome: Outcome,
  lookUp: (() => Promise<Wait | undefined>) | undefined,
): Promise<Outcome> {
  if (!lookUp || outcome.replies.every(({ act }) => act !== 'handoff')) return outcome;
  const wait = await lookUp();
  if (!wait) return outcome;
  const replies = outcome.replies.map((reply) =>
    reply.act === 'handoff' ? called(scene, reply, wait) : reply,
  );
  return { ...outcome, replies };
}

/** That nobody was called gives way to what is so now; a sentence before it stays. */
function called(scene: Scene, reply: Draft, { isPresent, before }: Wait): Draft {
  const intro = reply.markdown.replace(sentence(scene, 'human'), '').trim();
  const who = sentence(scene, isPresent ? 'human_called_present' : 'human_called_away');
  const queue =
    before === 0 ? sentence(scene, 'wait_next') : sentence(scene, 'wait_before', { count: before });
  const parts = [
    intro,
    [who, queue].join(gap(scene)),
    sentence(scene, 'wait_kept'),
    sentence(scene, 'wait_other_ways'),
  ];
  return compose({
    act: 'handoff',
    parts: parts.filter((part) => part !== ''),
    more: reply.links ? { links: reply.links } : {},
  });
}
