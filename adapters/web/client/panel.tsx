/** The whole panel: head, log, notices of the connection, and the field to write in. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Option } from '../../channel.ts';
import type { Api, Suggestion } from './api.ts';
import { Composer } from './composer.tsx';
import type { ChatState, Conversation } from './conversation.ts';
import { Header } from './header.tsx';
import { Icon } from './icon.tsx';
import type { Locale } from './locale.ts';
import type { Person } from './person.ts';
import { Transcript } from './transcript.tsx';
import { Welcome } from './welcome.tsx';
import { type Words, words as wordsOf } from './words.ts';

export interface PanelProps {
  readonly api: Api;
  readonly conversation: Conversation;
  readonly person: Person;
  /** Page whose anchors are the ids of the entries. */
  readonly help?: string | undefined;
  readonly locale: Locale;
  readonly isOpen: boolean;
  /** On a phone the panel covers the page and holds the focus. */
  readonly isModal: boolean;
  readonly onLocale: (locale: Locale) => void;
  readonly onClose: () => void;
}

export function Panel(props: PanelProps) {
  const { api, conversation, person, help, locale, isOpen, isModal, onLocale, onClose } = props;
  const state = useChatState(conversation);
  const words = wordsOf[locale];
  const suggest = useCallback((text: string) => lookUp(api, text, locale), [api, locale]);
  const opening = useOpening(suggest);
  const askSuggested = ({ question, entry }: Suggestion) => conversation.say(question, entry);
  const isEmpty = state.isLoaded && state.items.length === 0;
  return (
    <section
      class="panel"
      role="dialog"
      aria-label={`${words.name} ${words.about}`}
      aria-modal={isModal}
      lang={locale}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.isComposing) onClose();
      }}
    >
      <Header {...{ words, person, locale, onLocale, onClose }} onStartOver={conversation.startOver} />
      <HolderNotice holder={state.holder} words={words} />
      <Transcript
        {...{ state, isOpen, words, help }}
        rate={api.rate}
        onPick={(option) => conversation.say(option.label, choiceOf(option))}
        onGive={conversation.say}
        onRetry={conversation.retry}
      >
        {isEmpty && <Welcome words={words} opening={opening} onAsk={askSuggested} />}
      </Transcript>
      <ConnectionNotice connection={state.connection} words={words} onRetry={() => conversation.retry()} />
      <Composer {...{ words, suggest }} onSay={conversation.say} onAsk={askSuggested} />
      <p class="foot">
        <span>{words.privacy}</span>
        <button type="button" class="plain" onClick={() => conversation.say(words.handoff)}>
          <Icon name="person" />
          {words.handoff}
        </button>
      </p>
    </section>
  );
}

/** The name of an option that is still understood when other options have been offered since. */
function choiceOf({ label, entry, value }: Option): string {
  return entry !== undefined && value !== undefined ? `${entry}#${value}` : (value ?? entry ?? label);
}

function useChatState(conversation: Conversation): ChatState {
  const [state, setState] = useState(conversation.state);
  useEffect(() => {
    const draw = () => setState(conversation.state());
    // what happened between the first drawing and this subscription
    draw();
    return conversation.subscribe(draw);
  }, [conversation]);
  return state;
}

async function lookUp(api: Api, text: string, locale: Locale): Promise<readonly Suggestion[]> {
  const outcome = await api.suggest(text, locale);
  return outcome.status === 'ok' ? outcome.value.suggestions : [];
}

const openingQuestions = 5;

function useOpening(suggest: (text: string) => Promise<readonly Suggestion[]>): readonly Suggestion[] {
  const [opening, setOpening] = useState<readonly Suggestion[]>([]);
  useEffect(() => {
    let isCurrent = true;
    suggest('').then((found) => isCurrent && setOpening(found.slice(0, openingQuestions)));
    return () => {
      isCurrent = false;
    };
  }, [suggest]);
  return opening;
}

interface HolderProps {
  readonly holder: ChatState['holder'];
  readonly words: Words;
}

const whoAnswers = ({ holder, name, waiting }: NonNullable<HolderProps['holder']>, words: Words): string => {
  if (holder === 'human') return `${name ?? words.human} ${words.helpsYou}`;
  return waiting ? words.stillWaiting : words.assistantBack;
};

/** Says when a human takes over, and when the assistant is back. */
function HolderNotice({ holder, words }: HolderProps) {
  const isHuman = holder?.holder === 'human';
  return (
    <div role="status">
      {holder && (
        <p class={isHuman ? 'holder present' : 'holder'}>
          <Icon name="person" />
          <span>{whoAnswers(holder, words)}</span>
        </p>
      )}
    </div>
  );
}

interface NoticeProps {
  readonly connection: ChatState['connection'];
  readonly words: Words;
  readonly onRetry: () => void;
}

/** Always in the tree, so that a screen reader hears when it gets its words. */
function ConnectionNotice({ connection, words, onRetry }: NoticeProps) {
  return (
    <div role="status">
      {connection !== 'ok' && (
        <p class="notice">
          <Icon name="away" />
          <span>{words[connection]}</span>
          {connection === 'lost' && (
            <button type="button" class="plain" onClick={onRetry}>
              {words.retryNow}
            </button>
          )}
        </p>
      )}
    </div>
  );
}
