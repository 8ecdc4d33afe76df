/** Slack passes what every channel must pass. */
import { openSlackUnderTest, readMessage } from '../../channels/slack-channel.ts';
import { aClick, aDirectMessage, anInteraction } from '../../channels/slack-requests.ts';
import { describeChannel } from '../contract.ts';

describeChannel('slack', async (parts) => {
  const slack = await openSlackUnderTest(parts);
  let count = 0;
  let last: Promise<unknown> = Promise.resolve();
  const at = (person: string) => ({ user: person, channel: `D-${person}` });
  const next = (id?: string) => `1767225599.${id ?? String(++count).padStart(6, '0')}`;
  const posted = (person: string) => slack.stub.posted.filter(({ args }) => args.channel === `D-${person}`);
  return {
    // on connections of their own, requests that are made at once overtake each other
    say: (person, text, id) => {
      const sent = last.then(() => slack.event(aDirectMessage(text, next(id), at(person))));
      last = sent;
      return sent.then(({ ms }) => ms);
    },
    pick: async (person, label) => {
      const blocks = posted(person).flatMap(({ args }) => args.blocks);
      const buttons = blocks.flatMap((block) => block.elements ?? []);
      const { action_id: action, value } = buttons.find(({ text }) => text?.text === label);
      const click = aClick({ action, value, label, channel: `D-${person}`, hooks: slack.hooks });
      return (await slack.deliver(anInteraction({ ...click, user: { id: person } }, slack.now()))).ms;
    },
    enter: async (person) => {
      const { user, channel } = at(person);
      const assistant_thread = { user_id: user, channel_id: channel, thread_ts: next() };
      return (await slack.event({ type: 'assistant_thread_started', assistant_thread })).ms;
    },
    showPicture: async (person) => {
      const picture = { ...at(person), subtype: 'file_share', files: [{ id: 'F1' }] };
      return (await slack.event(aDirectMessage('', next(), picture))).ms;
    },
    shown: (person) => posted(person).map(readMessage),
    breakTwice: () => {
      slack.stub.failNext('chat.postMessage', { status: 503 }, { status: 429, retryAfter: 1 });
    },
    agents: {
      breakOnce: () => slack.stub.failNext('chat.postMessage', { status: 503 }),
      refuseOnce: () => slack.stub.failNext('chat.postMessage', { error: 'channel_not_found' }),
    },
    close: slack.close,
  };
});
