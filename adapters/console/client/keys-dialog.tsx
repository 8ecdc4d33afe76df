/** Every key of the console, and every short command of the search field. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useConsole } from './context.ts';
import { Icon } from './icon.tsx';
import { useLookUp } from './use-look-up.ts';

export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const { api, words } = useConsole();
  const dialog = useRef<HTMLDialogElement>(null);
  const { value } = useLookUp('/', (signal) => api.search('/', signal));
  useLayoutEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="keys" aria-label={words.allKeys} onClose={onClose}>
      <header>
        <h2>{words.allKeys}</h2>
        <button type="button" class="quiet" aria-label={words.close} onClick={() => dialog.current?.close()}>
          <Icon name="close" />
        </button>
      </header>
      <dl>
        {words.keys.map(([keys, does]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <h3>{words.shortCommands}</h3>
      <p class="soft">{words.shortCommandsAbout}</p>
      <ul class="commands">
        {value?.commands?.map(({ rule, label, names }) => (
          <li key={rule}>
            <span>{label}</span>
            <span class="names">
              {names.map((name) => (
                <code key={name}>/{name}</code>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </dialog>
  );
}
