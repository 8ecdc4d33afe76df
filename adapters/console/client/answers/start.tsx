/** What stands in the workbench before anything is looked up: how to begin, and a place to paste. */
import type { TargetedClipboardEvent, TargetedDragEvent } from 'preact';
import { useState } from 'preact/hooks';
import { useConsole } from '../context.ts';
import { Icon } from '../icon.tsx';
import type { Words } from '../words.ts';
import type { Message } from './use-message.ts';

interface StartProps {
  readonly onTry: (text: string) => void;
  readonly onMessage: (text: string) => void;
  readonly onHelp: () => void;
  readonly isBusy: boolean;
  readonly trouble: Message['trouble'];
}

export function Start({ onTry, onMessage, onHelp, isBusy, trouble }: StartProps) {
  const { words } = useConsole();
  return (
    <div class="start">
      <section>
        <h2>
          <Icon name="search" />
          {words.startSearch}
        </h2>
        <p>{words.startSearchAbout}</p>
        <Examples list={words.searchExamples} onTry={onTry} />
      </section>
      <section>
        <h2>
          <Icon name="figure" />
          {words.startCommand}
        </h2>
        <p>{words.startCommandAbout}</p>
        <Examples list={words.commandExamples} onTry={onTry} />
      </section>
      <section class="wide">
        <h2>
          <Icon name="paste" />
          {words.startPaste}
        </h2>
        <p>{words.startPasteAbout}</p>
        <PasteBox {...{ onMessage, isBusy, trouble }} />
      </section>
      <button type="button" class="quiet" onClick={onHelp}>
        <Icon name="keys" />
        {words.allKeys} <kbd>?</kbd>
      </button>
    </div>
  );
}

function Examples({
  list,
  onTry,
}: {
  readonly list: readonly string[];
  readonly onTry: (text: string) => void;
}) {
  return (
    <p class="examples">
      {list.map((example) => (
        <button type="button" class="chip" key={example} onClick={() => onTry(example)}>
          {example}
        </button>
      ))}
    </p>
  );
}

/** What is pasted here is sent for masking before any of it is shown; what is typed leaves the field with it. */
function PasteBox({ onMessage, isBusy, trouble }: Pick<StartProps, 'onMessage' | 'isBusy' | 'trouble'>) {
  const { words } = useConsole();
  const [typed, setTyped] = useState('');
  function take(event: Event, text: string | undefined): void {
    event.preventDefault();
    if (text?.trim()) onMessage(text);
  }
  return (
    <form
      class="paste-box"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim() !== '') onMessage(typed);
        setTyped('');
      }}
    >
      <textarea
        rows={3}
        value={typed}
        autocomplete="off"
        aria-label={words.pasteHere}
        placeholder={words.pasteHere}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onPaste={(event: TargetedClipboardEvent<HTMLTextAreaElement>) =>
          take(event, event.clipboardData?.getData('text/plain'))
        }
        onDrop={(event: TargetedDragEvent<HTMLTextAreaElement>) =>
          take(event, event.dataTransfer?.getData('text/plain'))
        }
      />
      <div class="buttons">
        <button type="submit" class="primary" disabled={typed.trim() === '' || isBusy}>
          {words.takeApart}
        </button>
        <p class="soft" role="status">
          {isBusy ? words.reading : sayTrouble(trouble, words)}
        </p>
      </div>
    </form>
  );
}

function sayTrouble(trouble: Message['trouble'], words: Words): string {
  if (trouble === undefined) return words.nothingKept;
  return trouble === 'lost' ? words.lost : words.tooLong;
}
