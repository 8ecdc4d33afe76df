/** What customers and agents said about answers, newest first. */
import type { FeedbackLine } from '../../console-api.ts';
import { useConsole } from '../context.ts';
import { hashOf } from '../view.ts';
import { When } from '../when.tsx';

interface FeedbackLinesProps {
  readonly lines: readonly FeedbackLine[];
  /** All of them are about the same entry, which need not be named. */
  readonly isOfOne?: boolean;
}

export function FeedbackLines({ lines, isOfOne = false }: FeedbackLinesProps) {
  const { words } = useConsole();
  return (
    <ul class="lines">
      {lines.map((line) => (
        <li key={`${line.at} ${line.entry} ${line.rating}`}>
          <p class="line-head">
            <span class={`verdict ${line.rating}`}>{words.ratings[line.rating]}</span>
            {!isOfOne && line.entry !== undefined && (
              <a href={hashOf({ name: 'entry', entry: line.entry })}>{line.question ?? line.entry}</a>
            )}
            {!isOfOne && line.entry === undefined && <span class="soft">{words.noEntry}</span>}
          </p>
          {line.comment && <p class="said">{line.comment}</p>}
          <p class="soft">
            {[words.by[line.by], reasonOf(line.reason, words.reasons)].filter(Boolean).join(' · ')}
            {' · '}
            <When at={line.at} />
          </p>
        </li>
      ))}
    </ul>
  );
}

/** A reason that this page has no words for is told as it is. */
const reasonOf = (reason: string | undefined, names: Readonly<Record<string, string>>): string =>
  reason === undefined ? '' : (names[reason] ?? reason);
