/** The one field for everything: keywords, short commands, a receipt's code, or a customer's whole message pasted in. */
import type { RefObject, TargetedClipboardEvent, TargetedDragEvent, TargetedKeyboardEvent } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { useConsole } from '../context.ts';
import { Icon } from '../icon.tsx';
import { judgePaste } from './pasted-text.ts';
import type { Search } from './use-search.ts';

export interface SearchFieldProps {
  readonly search: Search;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly onOpen: () => void;
  readonly onClear: () => void;
  /** A text that is not shown before it is masked. */
  readonly onPaste: (text: string, judged: 'masked keywords' | 'message') => void;
  readonly onHelp: () => void;
}

type KeyEvent = TargetedKeyboardEvent<HTMLInputElement>;

/** What Chrome and Safari report for a key that the input method has taken. */
const composingKeyCode = 229;

export function SearchField({ search, field, onOpen, onClear, onPaste, onHelp }: SearchFieldProps) {
  const { words, preferences } = useConsole();
  const { query, rows, active, choose, ask } = search;
  useLayoutEffect(() => field.current?.focus(), []);
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => choose(Math.min(active + 1, rows.length - 1)),
    ArrowUp: () => choose(Math.max(active - 1, 0)),
    Enter: onOpen,
    Escape: onClear,
  };
  function onKeyDown(event: KeyEvent): void {
    if (event.isComposing || event.keyCode === composingKeyCode) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isHelp = query === '' && /^[?？]$/.test(event.key) && preferences.singleKeys;
    const act = isHelp ? onHelp : keys[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }
  function take(event: Event, text: string | undefined): void {
    const judged = judgePaste(text ?? '');
    if (text === undefined || judged === 'keywords') return;
    event.preventDefault();
    onPaste(text, judged);
  }
  return (
    <div class="search-field">
      <Icon name="search" />
      <input
        ref={field}
        type="text"
        role="combobox"
        value={query}
        placeholder={words.searchPlaceholder}
        aria-label={words.search}
        aria-expanded={rows.length > 0}
        aria-controls="rows"
        aria-activedescendant={rows.length > 0 ? `row-${active}` : undefined}
        aria-autocomplete="list"
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        onInput={(event) => ask(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onPaste={(event: TargetedClipboardEvent<HTMLInputElement>) =>
          take(event, event.clipboardData?.getData('text/plain'))
        }
        onDrop={(event: TargetedDragEvent<HTMLInputElement>) =>
          take(event, event.dataTransfer?.getData('text/plain'))
        }
      />
      {query !== '' && (
        <button
          type="button"
          class="quiet"
          aria-label={words.clear}
          title={`${words.clear} (Esc)`}
          onClick={onClear}
        >
          <Icon name="close" />
        </button>
      )}
    </div>
  );
}
