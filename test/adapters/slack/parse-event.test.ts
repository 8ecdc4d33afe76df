/** Who is answered in Slack, and who is not. */
import { expect, test } from 'vitest';
import { parseEvent } from '../../../adapters/slack/parse-event.ts';
import { aDirectMessage, aMention, envelope } from '../../channels/slack-requests.ts';

const ts = '1767225599.000100';
const inChannel = (over: object) => ({
  ...aDirectMessage('问题', ts),
  channel: 'C1',
  channel_type: 'channel',
  ...over,
});

test.each([
  ['another bot', aDirectMessage('hi', ts, { bot_id: 'B2' })],
  ['another bot that calls us', aMention('hi', ts, { bot_id: 'B2' })],
  ['an edit', { type: 'message', subtype: 'message_changed', channel: 'D1', ts, message: { user: 'U1' } }],
  ['a deletion', { type: 'message', subtype: 'message_deleted', channel: 'D1', ts }],
  ['somebody joining', inChannel({ subtype: 'channel_join' })],
  ['the bot message of an old app', inChannel({ subtype: 'bot_message', user: undefined })],
  ['ourselves', aDirectMessage('hi', ts, { user: 'U0BOT' })],
  ['words in a channel that call nobody', inChannel({})],
  ['words in a thread to somebody else', inChannel({ text: '<@U2> 你看呢', thread_ts: '1.1' })],
  ['an event we do not know', { type: 'reaction_added', user: 'U1' }],
  ['another tab', { type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'about' }],
])('nobody answers %s', (_, event) => {
  expect(parseEvent(envelope(event, 'Ev1'))).toMatchObject({ kind: 'nothing' });
});

test('a call in a channel comes as two events and is one message', () => {
  const call = parseEvent(envelope(aMention('问题', ts), 'Ev1'));
  const message = parseEvent(envelope(inChannel({ text: '<@U0BOT> 问题' }), 'Ev2'));
  expect(call).toEqual(message);
  expect(call).toMatchObject({ kind: 'said', id: `slack:T1:C1:${ts}`, text: '问题', isAddressed: true });
});

test.each([
  [
    'a picture without a word',
    { subtype: 'file_share', text: '', files: [{ id: 'F1' }] },
    { text: '', isWordless: true },
  ],
  ['entities', { text: 'a &lt;b&gt; &amp;amp; c' }, { text: 'a <b> &amp; c' }],
  [
    'links and channels',
    { text: '<https://a.example/x|这里> <#C2|general> <mailto:a@b.example>' },
    { text: '这里 #general a@b.example' },
  ],
  ['a call within a sentence', { text: '请问 <@U0BOT|dawen> 怎么办' }, { text: '请问 怎么办' }],
  ['somebody else', { text: '<@U2> 的账号 <!channel>' }, { text: '@… 的账号 @channel' }],
])('the words of a message: %s', (_, over, expected) => {
  expect(parseEvent(envelope(aDirectMessage('', ts, over), 'Ev1'))).toMatchObject(expected);
});

test('a person has one direct conversation, in whichever thread', () => {
  const place = { manner: 'direct', user: 'U1', channel: 'D1' };
  expect(parseEvent(envelope(aDirectMessage('hi', ts), 'Ev1'))).toMatchObject({
    place: { ...place, thread: ts },
  });
  const threaded = aDirectMessage('hi', ts, { thread_ts: '1.1' });
  expect(parseEvent(envelope(threaded, 'Ev1'))).toMatchObject({ place: { ...place, thread: '1.1' } });
});

test('fields that are null are fields left out', () => {
  const nulls = { subtype: null, bot_id: null, thread_ts: null, files: null };
  expect(parseEvent(envelope(aDirectMessage('问题', ts, nulls), 'Ev1'))).toEqual(
    parseEvent(envelope(aDirectMessage('问题', ts), 'Ev1')),
  );
});

test.each([
  ['told by its kind of channel', aDirectMessage('问题', ts)],
  ['in the app’s own messages', aDirectMessage('问题', ts, { channel_type: 'app_home' })],
  ['that calls us', { ...aMention('问题', ts), channel: 'D1' }],
])('a direct message %s is direct', (_, event) => {
  expect(parseEvent(envelope(event, 'Ev1'))).toMatchObject({
    place: { manner: 'direct' },
    isAddressed: true,
  });
});
