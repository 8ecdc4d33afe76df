/** Which view the address names: `#/entry/ID` and its like, so that the back button and links work. */
import { useEffect, useState } from 'preact/hooks';

export type View =
  | { readonly name: 'search' }
  | { readonly name: 'entry'; readonly entry: string }
  | { readonly name: 'message' }
  | { readonly name: 'desk'; readonly handoff?: string }
  | { readonly name: 'receipt'; readonly code?: string }
  | { readonly name: 'review' }
  | { readonly name: 'settings' };

/** What no view is named by leads to the search. */
export function readView(hash: string): View {
  const [name, rest] = hash.replace(/^#\/?/, '').split('/').map(decode);
  switch (name) {
    case 'entry':
      return rest ? { name, entry: rest } : { name: 'search' };
    case 'desk':
      return rest ? { name, handoff: rest } : { name };
    case 'receipt':
      return rest ? { name, code: rest } : { name };
    case 'message':
    case 'review':
    case 'settings':
      return { name };
    default:
      return { name: 'search' };
  }
}

export function hashOf(view: View): string {
  const about =
    'entry' in view ? view.entry : 'handoff' in view ? view.handoff : 'code' in view ? view.code : '';
  if (view.name === 'search') return '#/';
  return about ? `#/${view.name}/${encodeURIComponent(about)}` : `#/${view.name}`;
}

/** Goes there as a step that the back button undoes; `in place` leaves no step. */
export function goTo(view: View, how: 'as a step' | 'in place' = 'as a step'): void {
  if (location.hash === hashOf(view)) return;
  if (how === 'as a step') location.hash = hashOf(view);
  else {
    history.replaceState(null, '', hashOf(view));
    dispatchEvent(new HashChangeEvent('hashchange'));
  }
}

export function useView(): View {
  const [view, setView] = useState(() => readView(location.hash));
  useEffect(() => {
    const follow = () => setView(readView(location.hash));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return view;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
