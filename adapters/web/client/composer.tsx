/** Where a person writes: Enter sends, Shift+Enter breaks the line, and keys that belong to an input method are left to it. */
import type { TargetedInputEvent, TargetedKeyboardEvent } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Suggestion } from './api.ts';
import { Icon } from './icon.tsx';
import { SuggestionList } from './suggestion-list.tsx';
import { useSuggestions } from './use-suggestions.ts';
import type { Words } from './words.ts';

export interface ComposerProps {
  readonly words: Words;
  readonly suggest: (text: string) => Promise<readonly Suggestion[]>;
  readonly onSay: (text: string) => void;
  readonly onAsk: (suggestion: Suggestion) => void;
}

type KeyEvent = TargetedKeyboardEvent<HTMLTextAreaElement>;

const mostCodePoints = 4000;
/** What Chrome and Safari report for a key that the input method has taken. */
const composingKeyCode = 229;

export function Composer({ words, suggest, onSay, onAsk }: ComposerProps) {
  const [text, setText] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const { suggestions, lookUp, dismiss } = useSuggestions(suggest);
  const isTooLong = text.length > mostCodePoints && [...text].length > mostCodePoints;

  useLayoutEffect(() => {
    if (field.current) fitHeight(field.current);
  }, [text]);

  function clear(): void {
    dismiss();
    setText('');
    field.current?.focus();
  }
  function say(): void {
    if (text.trim() === '' || isTooLong) return;
    clear();
    onSay(text.trim());
  }
  function onInput(event: TargetedInputEvent<HTMLTextAreaElement>): void {
    setText(event.currentTarget.value);
    if (!event.isComposing) lookUp(event.currentTarget.value);
  }
  function onKeyDown(event: KeyEvent): void {
    if (event.isComposing || event.keyCode === composingKeyCode) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      say();
    } else if (event.key === 'Escape' && suggestions.length > 0) {
      event.stopPropagation();
      dismiss();
    } else if (
      event.key === 'ArrowUp' &&
      suggestions.length > 0 &&
      event.currentTarget.selectionStart === 0
    ) {
      event.preventDefault();
      lastButton(list.current)?.focus();
    }
  }
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        say();
      }}
    >
      <SuggestionList
        {...{ suggestions, words, list }}
        onPick={(suggestion) => {
          clear();
          onAsk(suggestion);
        }}
        onLeave={() => {
          dismiss();
          field.current?.focus();
        }}
      />
      <div class="field">
        <textarea
          ref={field}
          class="input"
          rows={1}
          value={text}
          placeholder={words.placeholder}
          aria-label={words.input}
          aria-invalid={isTooLong}
          enterkeyhint="send"
          autocomplete="off"
          onInput={onInput}
          onCompositionEnd={(event) => lookUp(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <button
          type="submit"
          class="send"
          aria-label={words.send}
          title={words.send}
          disabled={text.trim() === '' || isTooLong}
        >
          <Icon name="send" />
        </button>
      </div>
      {isTooLong && (
        <p class="trouble" role="alert">
          {words.tooLong}
        </p>
      )}
    </form>
  );
}

const lastButton = (list: HTMLElement | null) => [...(list?.querySelectorAll('button') ?? [])].at(-1);

/** Grows with its text, up to the limit of the style sheet. */
function fitHeight(field: HTMLTextAreaElement): void {
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight}px`;
}
