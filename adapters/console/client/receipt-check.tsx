/** A receipt's code, and what was answered under it: whether it still stands, or what changed since. */
import type { TargetedSubmitEvent } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Receipt } from '../console-api.ts';
import { useConsole } from './context.ts';
import { useLookUp } from './use-look-up.ts';
import { goTo, hashOf } from './view.ts';
import { When } from './when.tsx';
import type { Words } from './words.ts';

export function ReceiptCheck({ code }: { readonly code?: string | undefined }) {
  const { api, words } = useConsole();
  const field = useRef<HTMLInputElement>(null);
  const { value, trouble, code: problem } = useLookUp(code, () => api.receipt(code ?? ''));
  useLayoutEffect(() => field.current?.focus(), []);
  function check(event: TargetedSubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget).get('code')).trim();
    if (typed !== '') goTo({ name: 'receipt', code: typed.toUpperCase() });
  }
  return (
    <main class="narrow">
      <h1>{words.checkReceipt}</h1>
      <p class="soft">{words.receiptAbout}</p>
      <form class="one-line" onSubmit={check}>
        <input
          ref={field}
          name="code"
          defaultValue={code ?? ''}
          placeholder="DW-XXXX-XXXX-XXXX"
          aria-label={words.receiptCode}
          autocomplete="off"
          spellcheck={false}
        />
        <button type="submit" class="primary">
          {words.check}
        </button>
      </form>
      <div role="status">
        {trouble && <p class="notice">{sayTrouble(problem, words)}</p>}
        {value && <ReceiptView receipt={value} />}
      </div>
    </main>
  );
}

function ReceiptView({ receipt }: { readonly receipt: Receipt }) {
  const { api, words } = useConsole();
  const { entry, rule, asOf, issuedAt, issuedBy, knowledge, standing, changes, code } = receipt;
  const { value: view } = useLookUp(entry, (signal) => api.entry(entry, signal));
  const form = view?.forms.find((one) => one.rule === rule);
  return (
    <article class={`receipt ${standing}`}>
      <h2>
        <code>{code}</code>
        <span class={`verdict ${standing}`}>{words.standing[standing]}</span>
      </h2>
      <p>{words.standingAbout[standing]}</p>
      {changes.length > 0 && (
        <ul class="changes" aria-label={words.changes}>
          {changes.map((change) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
      )}
      <dl class="about">
        <dt>{words.receiptEntry}</dt>
        <dd>{view ? <a href={hashOf({ name: 'entry', entry })}>{view.question}</a> : entry}</dd>
        <dt>{words.receiptRule}</dt>
        <dd>{form?.label ?? rule}</dd>
        <dt>{words.asOf}</dt>
        <dd>{asOf}</dd>
        <dt>{words.issued}</dt>
        <dd>
          {issuedBy} · <When at={issuedAt} />
        </dd>
        <dt>{words.knowledge}</dt>
        <dd>
          <code>{knowledge.slice(0, 12)}</code>
        </dd>
      </dl>
    </article>
  );
}

function sayTrouble(problem: string | undefined, words: Words): string {
  if (problem === undefined) return words.lost;
  if (problem === 'receipt_altered') return words.alteredReceipt;
  return problem === 'receipts_off' ? words.receiptsOff : words.noSuchReceipt;
}
