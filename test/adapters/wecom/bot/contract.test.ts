/** WeCom's 智能机器人 passes what every channel passes. */
import { type BotDoor, botText, openBotDoor } from '../../../channels/wecom-bot-door.ts';
import { type ChannelUnderTest, describeChannel } from '../../contract.ts';

function throughDoor(door: BotDoor): ChannelUnderTest {
  return {
    say: (person, text, id) => door.say(person, botText(person, text, id === undefined ? {} : { msgid: id })),
    enter: (person) =>
      door.say(person, botText(person, '', { msgtype: 'event', event: { eventtype: 'enter_chat' } })),
    showPicture: (person) =>
      door.say(
        person,
        botText(person, '', { msgtype: 'image', text: undefined, image: { url: 'https://x' } }),
      ),
    shown: (person) => [...door.shown.values()].flatMap(({ user, text }) => (user === person ? [text] : [])),
    onlyAnswers: true,
    close: door.close,
  };
}

describeChannel('wecom bot', async (parts) => throughDoor(await openBotDoor(parts)));
