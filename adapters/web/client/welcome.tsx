/** What stands before the first message: who this is, and what people often ask. */
import type { Suggestion } from './api.ts';
import type { Words } from './words.ts';

interface WelcomeProps {
  readonly words: Words;
  readonly opening: readonly Suggestion[];
  readonly onAsk: (suggestion: Suggestion) => void;
}

export function Welcome({ words, opening, onAsk }: WelcomeProps) {
  return (
    <div class="welcome">
      <p class="hello">{words.hello}</p>
      <p class="greeting">{words.greeting}</p>
      {opening.length > 0 && (
        <div class="options">
          <p class="caption">{words.opening}</p>
          <ul aria-label={words.opening}>
            {opening.map((suggestion) => (
              <li key={suggestion.entry}>
                <button type="button" class="option" onClick={() => onAsk(suggestion)}>
                  {suggestion.question}
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
