/** WeCom's customer service passes what every channel passes. */
import {
  customerText,
  type KfDoor,
  kfEvent,
  kfPaths,
  openKfDoor,
  shownTo,
} from '../../../channels/wecom-kf-door.ts';
import { type ChannelUnderTest, describeChannel } from '../../contract.ts';

function throughDoor(door: KfDoor): ChannelUnderTest {
  const bring = (item: object) => {
    door.items.push(item);
    return door.notify();
  };
  return {
    say: (person, text, id) => bring(customerText(person, text, id === undefined ? {} : { msgid: id })),
    pick: (person, label) => {
      const menu = door.stub.sent.filter(({ body }) => body.touser === person && body.msgmenu).at(-1)
        ?.body.msgmenu;
      const { click } = menu.list.find((entry: { click: { content: string } }) =>
        entry.click.content.includes(label),
      );
      return bring(customerText(person, '', { text: { content: click.content, menu_id: click.id } }));
    },
    enter: (person) =>
      bring(kfEvent(person, { event_type: 'enter_session', scene: 'x', welcome_code: `code-${person}` })),
    showPicture: (person) => bring(customerText(person, '', { msgtype: 'image', image: { media_id: 'm' } })),
    shown: (person) => shownTo(door, person),
    calledHuman: (person) =>
      door.stub.sent.some(({ path, body }) => path === kfPaths.trans && body.external_userid === person),
    breakTwice: () => door.stub.fail(kfPaths.send, { status: 502 }, { errcode: -1 }),
    mostBytes: 2048,
    close: door.close,
  };
}

describeChannel('wecom kf', async (parts) => throughDoor(await openKfDoor(parts)));
