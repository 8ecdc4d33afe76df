/** What Slack asks for beside a conversation: suggestions, the home tab, a shared answer, a thumb. */

import type { Reply } from '../../../adapters/channel.ts';
import type { AtHome, Opened, Rated, Shared } from '../../../adapters/slack/arrival.ts';
import { renderHome } from '../../../adapters/slack/home.ts';
import { senderOf } from '../../../adapters/slack/place.ts';
import { renderShared } from '../../../adapters/slack/render.ts';
import type { Sending } from '../../../adapters/slack/sending.ts';
import { words } from '../../../adapters/slack/words.ts';
import { type Clock, toIso } from '../../clock.ts';
import { type Bench, sceneFor } from '../../console/bench.ts';
import { search } from '../../console/search.ts';
import type { Expertise } from '../../expertise/expertise.ts';
import { suggest } from '../../http/suggest.ts';
import type { Store } from '../../store/store.ts';
import { answerWith } from '../../turn/compose.ts';
import { suggestedPrompts } from './prompts.ts';

export interface ErrandDeps {
  readonly store: Pick<Store, 'feedback'>;
  readonly current: () => Expertise;
  readonly clock: Clock;
}

export function suggestAt({ place, panel }: Opened, { current }: ErrandDeps): Sending {
  const { channel, thread } = place;
  // with a thread, the newer panel does nothing and says nothing
  const under = panel && thread !== undefined ? { thread } : {};
  return { via: 'prompts', channel, ...under, prompts: suggestedPrompts(current().knowledge) };
}

/** The opening questions, what a search found, or one entry's answer. */
export function drawHome({ user, query, entry }: AtHome, deps: ErrandDeps): Sending {
  const bench = benchOf(deps);
  const answer = entry ? authored(bench, entry) : undefined;
  const asked = query === undefined ? '' : search(bench, query);
  const hits = asked === '' || asked.query.trim() === '' ? openingOf(deps.current()) : asked.hits;
  const typed = asked === '' ? {} : { query: asked.query };
  return renderHome({ user, ...typed, hits, ...(answer && { answer }) });
}

const openingOf = (expertise: Expertise) =>
  suggest(expertise, '', 'zh-Hans').map(({ entry, question }) => ({ entry, question }));

/** The answer is drawn anew from the knowledge base, so that nothing of the person's own case can be in it. */
export function shareAnswer({ entry, place }: Shared, deps: ErrandDeps): Sending | undefined {
  const answer = authored(benchOf(deps), entry);
  return answer && renderShared(answer, place);
}

/** Keeps the thumb, and says so to the one who gave it. */
export async function rate(
  { place, messageId, rating }: Rated,
  { store, clock }: ErrandDeps,
): Promise<Sending | undefined> {
  const given = { messageId, rating, sender: senderOf(place), at: toIso(clock()) };
  const isTheirs = await store.feedback.add(given);
  const { channel, user, respondTo } = place;
  if (respondTo === undefined) return undefined;
  const text = isTheirs ? words.thanks : words.notYours;
  const blocks = [{ type: 'section', text: { type: 'mrkdwn', text } }];
  return { via: 'respond', url: respondTo, channel, user, audience: 'person', text, blocks };
}

const benchOf = ({ current, clock }: ErrandDeps): Bench => ({ expertise: current(), now: clock() });

function authored(bench: Bench, id: string): Reply | undefined {
  const entry = bench.expertise.knowledge.entries.find((one) => one.id === id);
  return entry && { ...answerWith(sceneFor(bench), entry), messageId: `shared:${id}` };
}
