/** The panel's head: who answers, in which language, and the ways to begin anew and to leave. */
import { Icon } from './icon.tsx';
import { type Locale, locales } from './locale.ts';
import type { Person } from './person.ts';
import { localeNames, type Words } from './words.ts';

interface HeaderProps {
  readonly words: Words;
  readonly person: Person;
  readonly locale: Locale;
  readonly onLocale: (locale: Locale) => void;
  readonly onStartOver: () => void;
  readonly onClose: () => void;
}

export function Header({ words, person, locale, onLocale, onStartOver, onClose }: HeaderProps) {
  return (
    <div class="header">
      <span class="mark" aria-hidden="true">
        答
      </span>
      <div class="title">
        <h2>{words.name}</h2>
        {person.account === undefined ? (
          <p>{words.about}</p>
        ) : (
          <p class="signed-in" title={person.name}>
            <Icon name="person" />
            <span>
              <span class="unseen">{words.signedIn}</span>
              {person.name}
            </span>
          </p>
        )}
      </div>
      <fieldset class="languages">
        <legend class="unseen">{words.language}</legend>
        {locales.map((each) => (
          <button
            key={each}
            type="button"
            lang={each}
            title={localeNames[each].long}
            aria-pressed={each === locale}
            onClick={() => onLocale(each)}
          >
            {localeNames[each].short}
          </button>
        ))}
      </fieldset>
      <button
        type="button"
        class="tool"
        aria-label={words.startOver}
        title={words.startOver}
        onClick={onStartOver}
      >
        <Icon name="fresh" />
      </button>
      <button type="button" class="tool" aria-label={words.close} title={words.close} onClick={onClose}>
        <Icon name="close" />
      </button>
    </div>
  );
}
