/** Agents mark answers; editors see these marks, customers' thumbs, and the questions that found no answer. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { signInAgent } from '../../console/agents.ts';
import { comeIn, openDeskHouse } from '../../desk/desk-house.ts';
import { type House, plainExpertise } from '../../house.ts';

let house: House;
let agent: { cookie: string };
let editor: { cookie: string };

beforeEach(async () => {
  house = await openDeskHouse();
  agent = await signInAgent(house, { name: 'mei' });
  editor = await signInAgent(house, { name: 'li', role: 'editor' });
});
afterEach(() => house.close());

const [entry] = plainExpertise.knowledge.entries;
const get = async (path: string, headers: { cookie: string }) => {
  const { status, json } = await house.call('GET', `/console/api/${path}`, { headers });
  return { status, json: typeof json === 'string' ? JSON.parse(json) : json };
};
const mark = (body: object) => house.call('POST', '/console/api/feedback', { headers: agent, body });

test('a mark is tied to the entry and the knowledge of the day, and what is personal in it is masked', async () => {
  const body = { entry: entry?.id, rating: 'wrong', reason: 'outdated', comment: '客户 13800138000 说的' };
  expect(await mark(body)).toMatchObject({ status: 204 });
  const { json } = await get(`feedback?entry=${entry?.id}`, agent);
  expect(json).toMatchObject([
    {
      ...{ entry: entry?.id, question: entry?.question, rating: 'wrong', reason: 'outdated', by: 'agent' },
      knowledge: plainExpertise.knowledge.hash,
    },
  ]);
  expect(json[0].comment).not.toContain('13800138000');
});

test.each([
  [{ entry: 'nothing', rating: 'wrong', reason: 'x' }, 404, 'entry_not_found'],
  [{ entry: 'review-time', rating: 'bad', reason: 'x' }, 422, 'value_invalid'],
  [{ entry: 'review-time', rating: 'wrong', reason: ' ' }, 422, 'value_invalid'],
  [{ entry: 'review-time', rating: 'wrong' }, 400, 'body_shape'],
])('%o is refused', async (body, status, code) => {
  expect(await mark(body)).toMatchObject({ status, json: { code } });
});

test('a customer’s thumb stands beside the entry that was rated', async () => {
  const customer = await comeIn(house, '审核要多久');
  const [, reply] = await customer.history();
  const body = { messageId: reply.id, rating: 'down', comment: '看不懂' };
  await house.call('POST', '/api/v1/feedback', { token: customer.token, body });
  const { json } = await get(`feedback?entry=${reply.reply.entry}`, agent);
  expect(json).toMatchObject([
    { rating: 'down', comment: '看不懂', by: 'customer', entry: reply.reply.entry },
  ]);
  expect(await get('feedback', agent)).toMatchObject({ status: 403 });
  expect(await get('feedback', editor)).toMatchObject({ status: 200, json: [{ by: 'customer' }] });
});

test('questions without an answer are listed for editors, masked, counted, with what lies nearest', async () => {
  for (const text of ['今天天气怎么样，电话13800138000？', '今天天气怎么样 电话13800138000', '哪个好'])
    await comeIn(house, text);
  const chosen = await comeIn(house, '哪个是我的');
  await chosen.say('1');
  expect(await get('unanswered', agent)).toMatchObject({ status: 403 });
  const { json } = await get('unanswered', editor);
  expect(json).toMatchObject([
    { act: 'fallback', times: 2 },
    { act: 'clarify', times: 1, text: '哪个好' },
  ]);
  expect(json[0].text).toContain('天气');
  expect(JSON.stringify(json)).not.toContain('13800138000');
  expect(json[0].nearest[0]).toMatchObject({ entry: expect.any(String), question: expect.any(String) });
});
