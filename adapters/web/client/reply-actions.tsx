/** Copy an answer, or say whether it helped and why not. */
import { useState } from 'preact/hooks';
import type { Reply } from '../../channel.ts';
import type { Api } from './api.ts';
import { Icon } from './icon.tsx';
import type { Words } from './words.ts';

interface ActionsProps {
  readonly reply: Reply;
  readonly words: Words;
  readonly rate: Api['rate'];
}

type Verdict = 'none' | 'up' | 'down' | 'explained' | 'lost';

export function ReplyActions({ reply, words, rate }: ActionsProps) {
  const [verdict, setVerdict] = useState<Verdict>('none');
  const { messageId } = reply;
  async function give(rating: 'up' | 'down', reason?: string): Promise<void> {
    const outcome = await rate({ messageId, rating, ...(reason !== undefined && { reason }) });
    if (outcome.status !== 'ok') setVerdict('lost');
    else setVerdict(reason === undefined ? rating : 'explained');
  }
  return (
    <>
      <div class="actions">
        <CopyButton text={reply.text} words={words} />
        <button
          type="button"
          class="action"
          aria-label={words.helpful}
          title={words.helpful}
          aria-pressed={verdict === 'up'}
          onClick={() => give('up')}
        >
          <Icon name="up" />
        </button>
        <button
          type="button"
          class="action"
          aria-label={words.notHelpful}
          title={words.notHelpful}
          aria-pressed={verdict === 'down' || verdict === 'explained'}
          onClick={() => give('down')}
        >
          <Icon name="down" />
        </button>
        <span class="verdict" role="status">
          {verdict === 'up' || verdict === 'explained' ? words.thanks : ''}
          {verdict === 'lost' ? words.failed : ''}
        </span>
      </div>
      {verdict === 'down' && <Reasons words={words} onPick={(reason) => give('down', reason)} />}
    </>
  );
}

interface ReasonsProps {
  readonly words: Words;
  readonly onPick: (reason: string) => void;
}

function Reasons({ words, onPick }: ReasonsProps) {
  return (
    <fieldset class="reasons">
      <legend>{words.whyNot}</legend>
      {Object.entries(words.reasons).map(([reason, label]) => (
        <button key={reason} type="button" class="chip" onClick={() => onPick(reason)}>
          {label}
        </button>
      ))}
    </fieldset>
  );
}

function CopyButton({ text, words }: { readonly text: string; readonly words: Words }) {
  const [state, setState] = useState<'copy' | 'copied' | 'copyFailed'>('copy');
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
    } catch {
      setState('copyFailed');
    }
    setTimeout(() => setState('copy'), 2000);
  }
  return (
    <button type="button" class="action" aria-label={words[state]} title={words[state]} onClick={copy}>
      <Icon name={state === 'copied' ? 'done' : 'copy'} />
      {state !== 'copy' && <span>{words[state]}</span>}
    </button>
  );
}
