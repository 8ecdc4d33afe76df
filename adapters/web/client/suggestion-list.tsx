/** Questions that the person may be typing, above the field; the arrow keys walk through them. */
import type { RefObject, TargetedKeyboardEvent } from 'preact';
import type { Suggestion } from './api.ts';
import type { Words } from './words.ts';

interface ListProps {
  readonly suggestions: readonly Suggestion[];
  readonly words: Words;
  readonly list: RefObject<HTMLUListElement | null>;
  readonly onPick: (suggestion: Suggestion) => void;
  /** Back to the field. */
  readonly onLeave: () => void;
}

export function SuggestionList({ suggestions, words, list, onPick, onLeave }: ListProps) {
  function onKeyDown(event: TargetedKeyboardEvent<HTMLUListElement>): void {
    if (event.key === 'Escape') {
      event.stopPropagation();
      onLeave();
    } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault();
      const next = neighbour(event.currentTarget, event.key === 'ArrowUp' ? -1 : 1);
      if (next) next.focus();
      else if (event.key === 'ArrowDown') onLeave();
    }
  }
  return (
    <>
      <p class="unseen" role="status">
        {suggestions.length > 0 ? words.suggestionsHint : ''}
      </p>
      {suggestions.length > 0 && (
        <ul class="suggestions" ref={list} aria-label={words.suggestions} onKeyDown={onKeyDown}>
          {suggestions.map((suggestion) => (
            <li key={suggestion.entry}>
              <button type="button" onClick={() => onPick(suggestion)}>
                {suggestion.question}
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function neighbour(list: HTMLElement, step: number): HTMLElement | undefined {
  const buttons = [...list.querySelectorAll('button')];
  return buttons[buttons.findIndex((button) => button.matches(':focus')) + step];
}
