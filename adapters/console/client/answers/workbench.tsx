/** The workbench: one field on top; under it the results, the entry that is chosen and the reply, or a pasted message and its reply. */
import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import type { Analysis } from '../../console-api.ts';
import { useConsole } from '../context.ts';
import { type CopyWish, useCopyKeys } from '../reply/use-copy-keys.ts';
import { useLookUp } from '../use-look-up.ts';
import { useSettled } from '../use-settled.ts';
import { goTo, type View } from '../view.ts';
import { EntryDesk } from './entry-desk.tsx';
import { focusEntry } from './focus-entry.ts';
import { MessageDesk } from './message-desk.tsx';
import { RowList } from './row-list.tsx';
import { entryOfRow, type Row } from './rows.ts';
import { SearchField } from './search-field.tsx';
import { Start } from './start.tsx';
import { useMessage } from './use-message.ts';
import { useSearch } from './use-search.ts';
import { useSlashKey } from './use-slash-key.ts';

interface WorkbenchProps {
  readonly view: View;
  readonly onHelp: () => void;
}

export function Workbench({ view, onHelp }: WorkbenchProps) {
  const { words } = useConsole();
  const search = useSearch();
  const field = useRef<HTMLInputElement>(null);
  const message = useMessage((masked) => search.ask(masked));
  const isShown = view.name === 'search' || view.name === 'entry' || view.name === 'message';
  const isMessage = view.name === 'message' && message.analysis !== undefined;
  const wish = useCopyKeys(isShown);
  useSlashKey(field);
  function clear(): void {
    search.ask('');
    goTo({ name: 'search' }, 'in place');
    field.current?.focus();
  }
  function open(row: Row | undefined = search.rows[search.active]): void {
    if (row?.kind === 'receipt') goTo({ name: 'receipt', code: row.code });
    else if (row?.kind === 'command') {
      search.ask(`/${row.named.names[0]} `);
      field.current?.focus();
    } else {
      const entry = entryOfRow(row);
      if (entry === undefined) return;
      goTo({ name: 'entry', entry });
      focusEntry();
    }
  }
  function ask(text: string): void {
    if (view.name !== 'search') goTo({ name: 'search' }, 'in place');
    search.ask(text);
  }
  return (
    <main class="workbench" hidden={!isShown} id="workbench">
      <h1 class="unseen">{words.search}</h1>
      <SearchField
        search={{ ...search, ask }}
        {...{ field, onHelp }}
        onOpen={() => open()}
        onClear={clear}
        onPaste={(text, judged) => message.take(text, judged)}
      />
      {isMessage ? (
        <div class="panes with-message">
          <MessageDesk
            key={message.round}
            analysis={message.analysis as Analysis}
            wish={wish}
            onClose={message.close}
          />
        </div>
      ) : (
        <Results {...{ view, search, message, wish, onHelp }} onOpen={open} onTry={ask} />
      )}
    </main>
  );
}

interface ResultsProps {
  readonly view: View;
  readonly search: ReturnType<typeof useSearch>;
  readonly message: ReturnType<typeof useMessage>;
  readonly wish: RefObject<CopyWish>;
  readonly onHelp: () => void;
  readonly onOpen: (row: Row) => void;
  readonly onTry: (text: string) => void;
}

/** Milliseconds that a row must be the chosen one before it is opened. */
const pause = 120;

/** The chosen row is opened beside the list by itself; Enter only moves there. */
function Results({ view, search, message, wish, onHelp, onOpen, onTry }: ResultsProps) {
  const { api, words } = useConsole();
  const row = search.rows[search.active];
  const wanted = view.name === 'entry' ? view.entry : entryOfRow(row);
  const entry = useSettled(wanted, pause);
  const { value, isBusy, trouble } = useLookUp(entry, (signal) => api.entry(entry ?? '', signal));
  const isOfRow = row?.kind === 'form' && row.command.form.entry === entry && value?.entry === entry;
  const command = isOfRow ? row.command : undefined;
  if (wanted === undefined && search.rows.length === 0 && search.query.trim() === '')
    return (
      <Start
        {...{ onTry, onHelp }}
        onMessage={(text) => message.take(text, 'message')}
        isBusy={message.isBusy}
        trouble={message.trouble}
      />
    );
  return (
    <div class={view.name === 'entry' ? 'panes opened' : 'panes'}>
      <RowList search={search} onOpen={onOpen} />
      {value && entry !== undefined ? (
        <EntryDesk
          key={`${value.entry} ${JSON.stringify(command ?? '')}`}
          {...{ answer: value, command, wish }}
          isBusy={search.isBusy || isBusy || wanted !== entry}
        />
      ) : (
        trouble && <p class="hint">{trouble === 'refused' ? words.noSuchEntry : words.lost}</p>
      )}
    </div>
  );
}
