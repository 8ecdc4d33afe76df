/** The reply that will be pasted: as the customer will see it, editable, and copied by one key. */
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { ContentView } from '../../../ui/content.tsx';
import { callOf } from '../answers/topic.ts';
import type { MatterDesk } from '../answers/use-matter.ts';
import { useConsole } from '../context.ts';
import { Icon } from '../icon.tsx';
import { useLookUp } from '../use-look-up.ts';
import { composeReply, isTold } from './compose.ts';
import { CopyBar } from './copy-bar.tsx';
import { receiptLine, sourceLine, withFooter } from './footer.ts';
import { type CopyWish, useWish } from './use-copy-keys.ts';
import { useCopying } from './use-copying.ts';
import { type Draft, useDraft } from './use-draft.ts';

interface ReplyPanelProps {
  readonly desk: MatterDesk;
  readonly wish: RefObject<CopyWish>;
  /** What it speaks about is about to change. */
  readonly isBusy: boolean;
}

export function ReplyPanel({ desk, wish, isBusy }: ReplyPanelProps) {
  const { me, preferences, words } = useConsole();
  const { answered, matter } = desk;
  const draft = useDraft(composeReply(answered, { me, ...preferences }));
  const told = answered.filter(({ topic, worked }) => topic.isIn && isTold(worked) && worked.status === 'ok');
  const calls = preferences.withReceipt ? told.flatMap(({ topic }) => callOf(topic, matter) ?? []) : [];
  const sources = preferences.withSource ? sourceLine(answered) : '';
  const copying = useCopying({ text: draft.text, sources, calls });
  const issued = calls.flatMap((call) => copying.codes.get(JSON.stringify(call)) ?? []);
  function copy(format: Parameters<typeof copying.copy>[0]): void {
    desk.confirm(matter.unconfirmed);
    copying.copy(format);
  }
  useWish(wish, !isBusy && !desk.isBusy, copy);
  return (
    <section class="reply-panel" aria-label={words.reply}>
      <ReplyText
        draft={draft}
        footer={[sources, receiptLine(issued)]}
        awaits={calls.length > issued.length}
      />
      <CopyBar copy={copy} copied={copying.copied} />
    </section>
  );
}

interface ReplyTextProps {
  readonly draft: Draft;
  readonly footer: readonly string[];
  /** Receipts are made when the reply is copied. */
  readonly awaits: boolean;
}

function ReplyText({ draft, footer, awaits }: ReplyTextProps) {
  const { words } = useConsole();
  const [isEditing, setEditing] = useState(false);
  return (
    <>
      <header>
        <h2>{words.reply}</h2>
        <button
          type="button"
          class="quiet"
          aria-pressed={isEditing}
          onClick={() => setEditing((before) => !before)}
        >
          <Icon name={isEditing ? 'done' : 'edit'} />
          {isEditing ? words.showAsSent : words.edit}
        </button>
      </header>
      {draft.isBehind && (
        <p class="notice" role="status">
          {words.draftBehind}
          <button type="button" class="plain" onClick={draft.rewrite}>
            {words.rewrite}
          </button>
        </p>
      )}
      {isEditing ? <Editor draft={draft} /> : <Preview whole={withFooter(draft.text, footer)} />}
      {awaits && <p class="hint receipt-hint">{words.receiptWhenCopied}</p>}
    </>
  );
}

function Editor({ draft }: Pick<ReplyTextProps, 'draft'>) {
  const { words } = useConsole();
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  return (
    <textarea
      ref={field}
      class="reply-text"
      value={draft.text}
      aria-label={words.editReply}
      onInput={(event) => draft.edit(event.currentTarget.value)}
    />
  );
}

function Preview({ whole }: { readonly whole: string }) {
  const { api, words } = useConsole();
  const { value, trouble } = useLookUp(whole, (signal) => api.render(whole, signal));
  if (whole === '') return <p class="hint preview">{words.emptyReply}</p>;
  return (
    <div class="preview content">
      {trouble && <p class="trouble">{words.lost}</p>}
      {value && <ContentView content={value.content} />}
    </div>
  );
}
