/** Looks up questions while somebody types: after a pause, and only for the newest text. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Suggestion } from './api.ts';

const pause = 160;
const most = 4;
/** UTF-16 units; a longer text tells a story, and an address that holds it is refused by servers. */
const longest = 100;
/** A single letter says nothing; a single Chinese character may. */
const saysSomething = /\p{Script=Han}|[^\s]{2}/u;
/** May be somebody's number or mail: what is looked up stands in an address, and those are logged on their way. */
const mayBePersonal = /\p{Nd}{6}|\p{Nd}{3}[ -]\p{Nd}{4}|[@＠]/u;

export const isWorthLookingUp = (text: string): boolean =>
  text.length <= longest && saysSomething.test(text) && !mayBePersonal.test(text);

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
    if (!isWorthLookingUp(text)) {
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
