/** `/` goes to the search field from wherever nothing is being typed. */
import { useEffect } from 'preact/hooks';
import { useConsole } from '../context.ts';
import { goTo } from '../view.ts';
import { isTyping } from './typing.ts';

export function useSlashKey(field: { readonly current: HTMLInputElement | null }): void {
  const { preferences } = useConsole();
  useEffect(() => {
    if (!preferences.singleKeys) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (!/^[/／、]$/.test(event.key) || isTyping(event) || event.ctrlKey || event.altKey || event.metaKey)
        return;
      event.preventDefault();
      goTo({ name: 'search' }, 'in place');
      requestAnimationFrame(() => field.current?.select());
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [preferences.singleKeys]);
}
