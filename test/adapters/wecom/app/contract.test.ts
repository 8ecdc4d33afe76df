/** The self-built WeCom app passes what every channel passes. */

import { type AppDoor, openAppDoor } from '../../../channels/wecom-app-door.ts';
import { sendPath } from '../../../channels/wecom-stub.ts';
import { type ChannelUnderTest, describeChannel } from '../../contract.ts';

let count = 0;

function throughDoor(door: AppDoor): ChannelUnderTest {
  const deliver = async (fields: Readonly<Record<string, string>>) => (await door.deliver(fields)).ms;
  const nextId = () => `74050123456789${10_000 + ++count}`;
  return {
    say: (person, text, id) =>
      deliver({
        ...{ FromUserName: person, MsgType: 'text', Content: text },
        MsgId: id ?? nextId(),
      }),
    pick: (person, label) => {
      const card = door.shown.filter(({ user, card }) => user === person && card).at(-1)?.card;
      const position = cardLabels(card).findIndex((words) => label.startsWith(words));
      return deliver({
        ...{ FromUserName: person, MsgType: 'event', Event: 'template_card_event', CardType: card.card_type },
        ...{ EventKey: card.button_list[position].key, TaskId: card.task_id, ResponseCode: 'rc' },
      });
    },
    enter: (person) =>
      deliver({
        FromUserName: person,
        MsgType: 'event',
        Event: 'enter_agent',
        EventKey: '',
        CreateTime: `${++count}`,
      }),
    showPicture: (person) =>
      deliver({ FromUserName: person, MsgType: 'image', PicUrl: 'https://x', MediaId: 'm', MsgId: nextId() }),
    shown: (person) =>
      door.shown.flatMap(({ user, text }) => (user === person && text !== undefined ? [text] : [])),
    breakTwice: () => door.stub.fail(sendPath, { status: 502 }, { errcode: -1 }),
    agents: {
      breakOnce: () => door.stub.fail(sendPath, { errcode: -1 }),
      refuseOnce: () => door.stub.fail(sendPath, { errcode: 60111 }),
    },
    mostBytes: 2048,
    close: door.close,
  };
}

/** Labels as they stand on the buttons, without number and dots. */
const cardLabels = (card: { button_list: { text: string }[] }): string[] =>
  card.button_list.map(({ text }) => text.replace(/^\d+ /, '').replace(/…$/, ''));

describeChannel('wecom app', async (parts) => throughDoor(await openAppDoor(parts)));
