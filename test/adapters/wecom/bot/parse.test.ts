/** Who speaks to the 智能机器人: somebody who may have an account when nobody else reads along. */
import { expect, test } from 'vitest';
import { parseBotCall } from '../../../../adapters/wecom/bot/parse.ts';

const call = {
  ...{ msgid: 'm1', aibotid: 'AI1', chattype: 'single', from: { userid: 'zhangsan' } },
  ...{ msgtype: 'text', text: { content: '认证' } },
};
const deliveryOf = (json: object) => {
  const parsed = parseBotCall(json, '2026-11-23T05:00:00Z');
  return parsed.status === 'delivery' ? parsed.delivery : undefined;
};

test('one to one, a person of that robot', () => {
  expect(deliveryOf(call)).toMatchObject({ person: { tenant: 'AI1', user: 'zhangsan' } });
});

test('in a group, where everybody reads the answer, nobody in particular', () => {
  const group = { ...call, chattype: 'group', chatid: 'g1' };
  expect(deliveryOf(group)).toMatchObject({ conversation: 'wecom-bot:g1:zhangsan' });
  expect(deliveryOf(group)).not.toHaveProperty('person');
  expect(deliveryOf({ ...call, chattype: 'group' })).not.toHaveProperty('person');
});

test('our name alone is a message without words, not a picture', () => {
  const group = { ...call, chattype: 'group', chatid: 'g1', text: { content: '@答问 ' } };
  expect(deliveryOf(group)).toMatchObject({ said: { kind: 'message', text: '' } });
  expect(deliveryOf({ ...call, msgtype: 'image', text: undefined })).toMatchObject({
    said: { kind: 'unreadable' },
  });
});

test('fields that are null are fields left out', () => {
  const nulls = { chatid: null, voice: null, mixed: null, stream: null, event: null };
  expect(deliveryOf({ ...call, ...nulls })).toEqual(deliveryOf(call));
});
