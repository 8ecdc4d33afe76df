/** Who is put into the queue for a human is told so, and the truth about the wait; who stands in it hears nothing else. */
import type { Wait } from '../desk/wait.ts';
import { compose, gap, sentence } from './compose.ts';
import type { Draft, Outcome, Scene } from './scene.ts';

/** The same outcome where it does not speak of a human, or none can be called. */
export async function tellWait(
  scene: Scene,
  outcome: Outcome,
  lookUp: (() => Promise<Wait | undefined>) | undefined,
): Promise<Outcome> {
  if (!lookUp || !outcome.replies.some((reply) => isHandoff(reply) || sendsAway(scene, reply)))
    return outcome;
  const wait = await lookUp();
  if (!wait) return outcome;
  const told = (reply: Draft) => {
    if (isHandoff(reply)) return called(scene, reply, wait);
    return wait.isWaiting && sendsAway(scene, reply) ? stillCalled(scene, reply) : reply;
  };
  return { ...outcome, replies: outcome.replies.map(told) };
}

const isHandoff = ({ act }: Draft): boolean => act === 'handoff';

/** Whether it says that nobody was called. */
const sendsAway = (scene: Scene, { markdown }: Draft): boolean => markdown.includes(sentence(scene, 'human'));

/** An answer that is not known, to somebody for whom a human was called before. */
function stillCalled(scene: Scene, reply: Draft): Draft {
  const waits = ['wait_still', 'wait_other_ways'].map((id) => sentence(scene, id)).join(gap(scene));
  const markdown = reply.markdown.replace(sentence(scene, 'human'), () => waits);
  const { text, content, links } = compose({ act: reply.act, parts: [markdown] });
  return { ...reply, text, markdown, content, ...(links && { links }) };
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
