/** The keys that copy. One that comes while the reply is still being made is granted as soon as it is there. */
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Format } from './clipboard.ts';
import { formatOfKey } from './copy-keys.ts';

export interface CopyWish {
  /** Copies the reply that is on the screen; absent while there is none, or it is about to change. */
  copy?: ((format: Format) => void) | undefined;
  /** What was asked for meanwhile, and when. */
  asked?: { readonly format: Format; readonly at: number } | undefined;
}

/** Milliseconds after which a wish that was not granted is forgotten: nothing is copied behind one's back. */
const patience = 4000;

export function useCopyKeys(isShown: boolean): RefObject<CopyWish> {
  const wish = useRef<CopyWish>({});
  useEffect(() => {
    if (!isShown) return;
    const onKeyDown = (event: KeyboardEvent) => {
      const format = formatOfKey(event);
      if (!format) return;
      event.preventDefault();
      if (wish.current.copy) wish.current.copy(format);
      else wish.current.asked = { format, at: performance.now() };
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [isShown]);
  return wish;
}

/** Lets the keys reach a reply, as long as it `isReady`. Set before the browser tells of the next key. */
export function useWish(wish: RefObject<CopyWish>, isReady: boolean, copy: (format: Format) => void): void {
  useLayoutEffect(() => {
    const { current } = wish;
    if (!isReady || !current) return;
    current.copy = copy;
    const { asked } = current;
    current.asked = undefined;
    if (asked && performance.now() - asked.at < patience) copy(asked.format);
    return () => {
      current.copy = undefined;
    };
  });
}
