/** The console around its views: where one is, who waits at the desk, and who one is. */
import { useEffect, useState } from 'preact/hooks';
import { Settings } from './account/settings.tsx';
import { isTyping } from './answers/typing.ts';
import { Workbench } from './answers/workbench.tsx';
import { useConsole } from './context.ts';
import { Desk } from './desk/desk.tsx';
import { useDesk } from './desk/use-desk.ts';
import { Icon, type IconName } from './icon.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { ReceiptCheck } from './receipt-check.tsx';
import { Review } from './review/review.tsx';
import { hashOf, useView, type View } from './view.ts';

interface FrameProps {
  /** False while the session has ended: nothing is asked of the server then. */
  readonly isPresent: boolean;
}

export function Frame({ isPresent }: FrameProps) {
  const { words, preferences } = useConsole();
  const view = useView();
  const desk = useDesk(isPresent);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const { waiting } = desk;
  useEffect(() => {
    document.title = `${waiting > 0 ? `(${waiting}) ` : ''}${words.consoleName} · ${words.name}`;
  }, [waiting, words]);
  useEffect(() => {
    if (!preferences.singleKeys) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (/^[?？]$/.test(event.key) && !isTyping(event)) setHelpOpen(true);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [preferences.singleKeys]);
  return (
    <>
      <TopBar view={view} waiting={waiting} />
      <Workbench view={view} onHelp={() => setHelpOpen(true)} />
      {view.name === 'desk' && <Desk desk={desk} shown={view.handoff} />}
      {view.name === 'receipt' && <ReceiptCheck key={view.code} code={view.code} />}
      {view.name === 'review' && <Review />}
      {view.name === 'settings' && <Settings />}
      {isHelpOpen && <KeysDialog onClose={() => setHelpOpen(false)} />}
    </>
  );
}

interface Tab {
  readonly view: View;
  readonly icon: IconName;
  readonly label: string;
  readonly count?: number;
}

function TopBar({ view, waiting }: { readonly view: View; readonly waiting: number }) {
  const { words, me } = useConsole();
  const tabs: Tab[] = [
    { view: { name: 'search' }, icon: 'search', label: words.search },
    { view: { name: 'desk' }, icon: 'desk', label: words.desk, count: waiting },
    { view: { name: 'receipt' }, icon: 'receipt', label: words.receipts },
    ...(me.role === 'agent'
      ? []
      : [{ view: { name: 'review' }, icon: 'review', label: words.review } as const]),
  ];
  return (
    <header class="top">
      <a class="brand" href="#/">
        <span class="mark" aria-hidden="true">
          答
        </span>
        <span class="brand-name">{words.consoleName}</span>
      </a>
      <nav aria-label={words.views}>
        {tabs.map((tab) => (
          <TabLink key={tab.view.name} tab={tab} isCurrent={tabOf(view) === tab.view.name} />
        ))}
      </nav>
      <a
        class="me"
        href={hashOf({ name: 'settings' })}
        aria-current={view.name === 'settings' ? 'page' : undefined}
      >
        <Icon name="settings" />
        <span class="me-name">{me.displayName}</span>
        <span class="unseen">{words.settings}</span>
      </a>
    </header>
  );
}

function TabLink({
  tab: { view, icon, label, count = 0 },
  isCurrent,
}: {
  readonly tab: Tab;
  readonly isCurrent: boolean;
}) {
  const { words } = useConsole();
  return (
    <a href={hashOf(view)} aria-current={isCurrent ? 'page' : undefined}>
      <Icon name={icon} />
      <span>{label}</span>
      {count > 0 && (
        <span class="count" title={words.waitingCount.replace('{count}', String(count))}>
          {count}
        </span>
      )}
    </a>
  );
}

const tabOf = ({ name }: View): View['name'] => (name === 'entry' || name === 'message' ? 'search' : name);
