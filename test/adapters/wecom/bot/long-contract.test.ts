/** WeCom's 智能机器人 over its long connection passes what every channel passes. */

import { vi } from 'vitest';
import { openWecomBotLine } from '../../../../bot/channels/wecom-bot-line.ts';
import { botText } from '../../../channels/wecom-bot-door.ts';
import { botId, type LineStub, openLineStub, secret } from '../../../channels/wecom-line-stub.ts';
import { type ChannelParts, type ChannelUnderTest, describeChannel } from '../../contract.ts';

async function openLine(parts: ChannelParts): Promise<ChannelUnderTest> {
  const stub = await openLineStub();
  const line = openWecomBotLine({ botId, secret, url: stub.url }, parts);
  await vi.waitFor(() => {
    if (!stub.isHeld()) throw new Error('not connected yet');
  }, 4000);
  const people = new Map<string, string>();
  const deliver = async (person: string, body: object) => {
    const request = `call-${people.size + 1}`;
    people.set(request, person);
    stub.deliver(body, request);
    return 0;
  };
  const of = (person: string) =>
    stub.shown.filter(({ request, body }) => people.get(request) === person || body.chatid === person);
  const event = (person: string, event: object) =>
    deliver(person, botText(person, '', { msgtype: 'event', text: undefined, event }));
  return {
    say: (person, text, id) => deliver(person, botText(person, text, id === undefined ? {} : { msgid: id })),
    pick: (person, label) =>
      event(person, { eventtype: 'template_card_event', template_card_event: pressed(of(person), label) }),
    enter: (person) => event(person, { eventtype: 'enter_chat' }),
    showPicture: (person) =>
      deliver(person, botText(person, '', { msgtype: 'image', text: undefined, image: {} })),
    shown: (person) => of(person).map(({ body }) => textOf(body)),
    onlyAnswers: true,
    close: async () => {
      await line.end();
      await stub.close();
    },
  };
}

const textOf = (body: LineStub['shown'][number]['body']): string =>
  (body.stream ?? body.text ?? body.markdown).content;

/** The button of the last card whose words are these. */
function pressed(shown: LineStub['shown'], label: string) {
  const card = shown.findLast(({ body }) => body.template_card)?.body.template_card;
  const buttons: { text: string; key: string }[] = card?.button_list ?? [];
  const short = (text: string) => text.replace(/^\d+ |…$/g, '');
  const button = buttons.find(({ text }) => label.startsWith(short(text)));
  return { card_type: card?.card_type, event_key: button?.key, task_id: card?.task_id };
}

describeChannel('wecom bot by long connection', openLine);
