/** The five ways to copy a reply, and what goes along with it. */
import { useConsole } from '../context.ts';
import { Icon } from '../icon.tsx';
import type { Words } from '../words.ts';
import { type Format, formats } from './clipboard.ts';
import type { Copied } from './use-copying.ts';

interface CopyBarProps {
  readonly copy: (format: Format) => void;
  readonly copied: Copied | undefined;
}

const extras = ['withCourtesy', 'withSteps', 'withSource', 'withReceipt'] as const;

export function CopyBar({ copy, copied }: CopyBarProps) {
  const { words, preferences, prefer } = useConsole();
  return (
    <div class="copy-bar">
      <fieldset class="extras">
        <legend class="unseen">{words.goesAlong}</legend>
        {extras.map((extra) => (
          <label key={extra} class="toggle">
            <input
              type="checkbox"
              checked={preferences[extra]}
              onChange={(event) => prefer({ [extra]: event.currentTarget.checked })}
            />
            {words.extras[extra]}
          </label>
        ))}
      </fieldset>
      <div class="formats">
        {formats.map((format, at) => (
          <button
            type="button"
            key={format}
            class={format === 'rich' ? 'primary' : 'secondary'}
            data-format={format}
            aria-keyshortcuts={format === 'rich' ? 'Control+Enter Alt+1' : `Alt+${at + 1}`}
            onClick={() => copy(format)}
          >
            {format === 'rich' && <Icon name={copied?.format === 'rich' ? 'done' : 'copy'} />}
            <span>{words.formats[format]}</span>
            <kbd>{format === 'rich' ? words.ctrlEnter : `Alt ${at + 1}`}</kbd>
          </button>
        ))}
      </div>
      <p class={copied?.status === 'failed' ? 'copied trouble' : 'copied'} role="status">
        {copied && sayCopied(copied, words)}
      </p>
    </div>
  );
}

function sayCopied({ format, status, piece, pieces, lacksReceipt }: Copied, words: Words): string {
  if (status === 'failed') return words.copyFailed;
  const done = words.copied.replace('{format}', words.formats[format]);
  const part = words.copiedPiece.replace('{piece}', String(piece + 1)).replace('{pieces}', String(pieces));
  return [done, pieces > 1 ? part : '', lacksReceipt ? words.lacksReceipt : ''].filter(Boolean).join(' ');
}
