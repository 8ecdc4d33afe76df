/** The handoff desk: who waits, the conversation that is open, and what helps to answer it. */
import { useState } from 'preact/hooks';
import type { Handoff } from '../../console-api.ts';
import { useConsole } from '../context.ts';
import { Icon } from '../icon.tsx';
import { hashOf } from '../view.ts';
import { When } from '../when.tsx';
import { alertPermission, askForAlerts } from './alerts.ts';
import { channelName } from './channel-name.ts';
import { Conversation } from './conversation.tsx';
import type { DeskLine } from './use-desk.ts';

interface DeskProps {
  readonly desk: DeskLine;
  /** Id of the handoff that is open. */
  readonly shown: string | undefined;
}

export function Desk({ desk, shown }: DeskProps) {
  const { words } = useConsole();
  return (
    <main class={shown === undefined ? 'desk' : 'desk opened'}>
      <section class="queue" aria-label={words.desk}>
        <header>
          <h1>{words.desk}</h1>
          <span class={desk.isLive ? 'live' : 'live broken'} role="status">
            {desk.isLive ? words.live : words.notLive}
          </span>
        </header>
        <AlertButton />
        <QueueList desk={desk} shown={shown} />
      </section>
      {shown === undefined ? (
        <p class="hint no-conversation">{words.chooseConversation}</p>
      ) : (
        <Conversation key={shown} id={shown} desk={desk} />
      )}
    </main>
  );
}

function QueueList({ desk: { handoffs, isLoaded, unread }, shown }: DeskProps) {
  const { words, me } = useConsole();
  if (isLoaded && handoffs.length === 0) return <p class="hint">{words.nobodyWaits}</p>;
  return (
    <ul class="handoffs">
      {handoffs.map((handoff) => (
        <li key={handoff.id}>
          <QueueRow
            handoff={handoff}
            isShown={handoff.id === shown}
            isUnread={handoff.heldBy === me.name && unread.has(handoff.id)}
          />
        </li>
      ))}
    </ul>
  );
}

interface QueueRowProps {
  readonly handoff: Handoff;
  readonly isShown: boolean;
  /** The customer has said something that the agent has not seen. */
  readonly isUnread: boolean;
}

function QueueRow({ handoff, isShown, isUnread }: QueueRowProps) {
  const { words, me } = useConsole();
  const { id, status, channel, heldBy, requestedAt, lastMessage, account } = handoff;
  const holder = heldBy === me.name ? words.heldByMe : words.heldBy.replace('{agent}', heldBy ?? '');
  return (
    <a
      href={hashOf({ name: 'desk', handoff: id })}
      aria-current={isShown ? 'true' : undefined}
      class={`handoff ${status}`}
    >
      <span class="line-head">
        <span class={`verdict ${status}`}>{status === 'waiting' ? words.waits : holder}</span>
        {isUnread && <span class="count">{words.newWords}</span>}
        <When at={requestedAt} />
      </span>
      <span class="last">{lastMessage}</span>
      <span class="soft">{[channelName(channel, words.channels), account].filter(Boolean).join(' · ')}</span>
    </a>
  );
}

function AlertButton() {
  const { words } = useConsole();
  const [permission, setPermission] = useState(alertPermission);
  if (permission === 'granted' || permission === 'unsupported') return null;
  if (permission === 'denied') return <p class="soft">{words.alertsDenied}</p>;
  return (
    <button type="button" class="secondary" onClick={async () => setPermission(await askForAlerts())}>
      <Icon name="bell" />
      {words.allowAlerts}
    </button>
  );
}
