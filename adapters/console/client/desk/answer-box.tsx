/** Where the agent writes to the customer: Enter sends, Shift+Enter breaks the line. */
import type { RefObject, TargetedKeyboardEvent } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { useConsole } from '../context.ts';
import { Icon } from '../icon.tsx';

interface AnswerBoxProps {
  readonly text: string;
  readonly setText: (change: (before: string) => string) => void;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly say: (text: string) => Promise<boolean>;
}

/** What Chrome and Safari report for a key that the input method has taken. */
const composingKeyCode = 229;
const mostCodePoints = 4000;

export function AnswerBox({ text, setText, field, say }: AnswerBoxProps) {
  const { words } = useConsole();
  const [isBusy, setBusy] = useState(false);
  const isTooLong = text.length > mostCodePoints && [...text].length > mostCodePoints;
  useLayoutEffect(() => field.current?.focus(), []);
  useLayoutEffect(() => {
    if (field.current) fitHeight(field.current);
  }, [text]);
  async function send(): Promise<void> {
    if (text.trim() === '' || isBusy || isTooLong) return;
    setBusy(true);
    // what was typed while it left stays
    if (await say(text.trim()))
      setText((now) => (now.startsWith(text) ? now.slice(text.length).trimStart() : now));
    setBusy(false);
    field.current?.focus();
  }
  function onKeyDown(event: TargetedKeyboardEvent<HTMLTextAreaElement>): void {
    if (event.isComposing || event.keyCode === composingKeyCode) return;
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    send();
  }
  return (
    <form
      class="answer-box"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        ref={field}
        rows={2}
        value={text}
        aria-label={words.yourAnswer}
        aria-invalid={isTooLong}
        placeholder={words.yourAnswer}
        onInput={(event) => {
          const { value } = event.currentTarget;
          setText(() => value);
        }}
        onKeyDown={onKeyDown}
      />
      <button
        type="submit"
        class="primary"
        aria-label={words.send}
        disabled={text.trim() === '' || isBusy || isTooLong}
      >
        <Icon name="send" />
      </button>
      {isTooLong && (
        <p class="too-long" role="alert">
          {words.answerTooLong}
        </p>
      )}
    </form>
  );
}

/** Grows with its text, up to the limit of the style sheet. */
function fitHeight(field: HTMLTextAreaElement): void {
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight + 2}px`;
}
