/** The result list under the search field. The focus stays in the field: the list only says which row is chosen. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Hit } from '../../console-api.ts';
import { useConsole } from '../context.ts';
import { Icon } from '../icon.tsx';
import type { Row } from './rows.ts';
import type { Search } from './use-search.ts';

interface RowListProps {
  readonly search: Search;
  readonly onOpen: (row: Row) => void;
}

export function RowList({ search, onOpen }: RowListProps) {
  const { words } = useConsole();
  const { rows, active, choose, query, isBusy, isLost } = search;
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  const isEmpty = rows.length === 0 && query.trim() !== '' && !isBusy;
  return (
    <div class="rows">
      {isLost && rows.length > 0 && (
        <p class="notice" role="alert">
          {words.lost}
        </p>
      )}
      <div
        id="rows"
        role="listbox"
        aria-label={words.results}
        aria-busy={isBusy}
        ref={list}
        hidden={rows.length === 0}
      >
        {rows.map((row, at) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the chosen row
          // biome-ignore lint/a11y/useKeyWithClickEvents: its keys are the field's
          <div
            key={row.key}
            id={`row-${at}`}
            role="option"
            aria-selected={at === active}
            class={`row ${row.kind}`}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => {
              choose(at);
              onOpen(row);
            }}
          >
            <RowView row={row} />
          </div>
        ))}
      </div>
      {isEmpty && <p class="hint">{isLost ? words.lost : words.noHits}</p>}
      <p class="unseen" role="status">
        {query.trim() === '' || isBusy ? '' : words.found.replace('{count}', String(rows.length))}
      </p>
    </div>
  );
}

function RowView({ row }: { readonly row: Row }) {
  const { words } = useConsole();
  switch (row.kind) {
    case 'hit':
      return <HitView hit={row.hit} />;
    case 'receipt':
      return (
        <p class="row-title">
          <Icon name="receipt" />
          {words.checkReceipt} <code>{row.code}</code>
        </p>
      );
    case 'command':
      return (
        <>
          <p class="row-title">
            <Icon name="figure" />
            {row.named.label}
          </p>
          <p class="soft">
            {row.named.names.map((name) => (
              <code key={name}>/{name}</code>
            ))}
          </p>
        </>
      );
    case 'form':
      return <FormRow row={row} />;
  }
}

function FormRow({ row: { command } }: { readonly row: Extract<Row, { kind: 'form' }> }) {
  const { words } = useConsole();
  const { form, facts, unread } = command;
  const filled = form.fields.filter(({ fact }) => fact in facts);
  return (
    <>
      <p class="row-title">
        <Icon name="figure" />
        {form.label}
      </p>
      <p class="soft">
        {filled.map(({ fact, label }) => `${label} ${String(facts[fact])}`).join(' · ') || words.fillIn}
      </p>
      {unread.length > 0 && (
        <p class="trouble">
          {words.unread} {unread.join(' ')}
        </p>
      )}
    </>
  );
}

function HitView({ hit: { question, confidence, matched, why } }: { readonly hit: Hit }) {
  const { words } = useConsole();
  const percent = confidence === undefined ? undefined : Math.round(confidence * 100);
  return (
    <>
      <p class="row-title">
        <span>{question}</span>
        {percent !== undefined && percent > 0 && (
          <span
            class={`confidence ${percent >= 60 ? 'high' : percent >= 20 ? 'middle' : 'low'}`}
            title={words.confidence}
          >
            <meter min={0} max={100} value={percent} aria-label={words.confidence} />
            {percent}%
          </span>
        )}
      </p>
      {matched !== undefined && matched !== question && (
        <p class="soft matched">
          {words.matched}
          <Marked text={matched} runs={why} />
        </p>
      )}
    </>
  );
}

/** The words that counted, marked where they stand; folded words that do not stand there as such are left alone. */
function Marked({ text, runs }: { readonly text: string; readonly runs: readonly string[] }) {
  const parts = runs.length === 0 ? [text] : splitAt(text, runs);
  return parts.map((part, at) => (runs.includes(part.toLowerCase()) ? <mark key={at}>{part}</mark> : part));
}

function splitAt(text: string, runs: readonly string[]): string[] {
  const pattern = runs.map((run) => run.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  return text.split(new RegExp(`(${pattern})`, 'i'));
}
