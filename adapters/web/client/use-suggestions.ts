/** Looks up questions while somebody types: after a pause, and only for the newest text. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Suggestion } from './api.ts';

const pause = 160;
const most = 4;
/** A single letter says nothing; a single Chinese character may. */
const worthLookingUp = /\p{Script=Han}|[^\s]{2}/u;

export function useSuggestions(suggest: (text: string) => Promise<readonly Suggestion[]>) {
  const [suggestions, setSuggestions] = useState<readonly Suggestion[]>([]);
  const newest = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  function dismiss(): void {
    clearTimeout(timer.current);
    newest.current += 1;
    setSuggestions([]);
  }
  function lookUp(text: string): void {
    clearTimeout(timer.current);
    newest.current += 1;
    if (!worthLookingUp.test(text)) {
      setSuggestions([]);
      return;
    }
    const asked = newest.current;
    timer.current = setTimeout(async () => {
      const found = await suggest(text);
      if (newest.current === asked) setSuggestions(found.slice(0, most));
    }, pause);
  }
  useEffect(() => () => clearTimeout(timer.current), []);
  return { suggestions, lookUp, dismiss };
}
