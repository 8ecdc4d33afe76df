/** The frame around everything that stands before the console: the mark, the form, the language. */
import type { ComponentChildren } from 'preact';
import type { Me } from '../../console-api.ts';
import type { Api } from '../api.ts';
import type { Preferences } from '../preferences.ts';
import type { Words } from '../words.ts';

export interface DoorProps {
  readonly api: Api;
  readonly words: Words;
  readonly preferences: Preferences;
  readonly prefer: (change: Partial<Preferences>) => void;
  readonly onEnter: (me: Me) => void;
}

interface DoorFrameProps extends Pick<DoorProps, 'words' | 'preferences' | 'prefer'> {
  readonly title: string;
  readonly children: ComponentChildren;
}

export function DoorFrame({ words, preferences, prefer, title, children }: DoorFrameProps) {
  return (
    <main class="door">
      <div class="door-card">
        <header>
          <span class="mark" aria-hidden="true">
            答
          </span>
          <p>
            <strong>{words.name}</strong>
            <span class="soft">{words.consoleName}</span>
          </p>
        </header>
        <h1>{title}</h1>
        {children}
      </div>
      <LanguageSwitch {...{ preferences, prefer, words }} />
    </main>
  );
}

export function LanguageSwitch({
  words,
  preferences,
  prefer,
}: Pick<DoorProps, 'words' | 'preferences' | 'prefer'>) {
  return (
    <fieldset class="languages">
      <legend class="unseen">{words.language}</legend>
      {(['zh-Hans', 'en'] as const).map((locale) => (
        <button
          type="button"
          key={locale}
          lang={locale}
          aria-pressed={preferences.locale === locale}
          onClick={() => prefer({ locale })}
        >
          {locale === 'en' ? 'English' : '简体中文'}
        </button>
      ))}
    </fieldset>
  );
}
