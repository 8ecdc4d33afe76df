/** The authored answer of one topic: the question it belongs to, its words, where it stands, and a way to say that it is wrong. */
import { useState } from 'preact/hooks';
import { ContentView } from '../../../ui/content.tsx';
import type { EntryView } from '../../console-api.ts';
import { useConsole } from '../context.ts';
import { Icon } from '../icon.tsx';
import { MarkAnswer } from '../review/mark-answer.tsx';
import { goTo } from '../view.ts';

interface AnswerCardProps {
  readonly answer: EntryView;
  readonly isHeading?: boolean;
}

export function AnswerCard({ answer, isHeading = false }: AnswerCardProps) {
  const { words } = useConsole();
  const [isMarking, setMarking] = useState(false);
  const Title = isHeading ? 'h2' : 'h3';
  return (
    <article class="answer" aria-label={answer.question}>
      <header>
        <Title>{answer.question}</Title>
        <button
          type="button"
          class="quiet"
          aria-expanded={isMarking}
          onClick={() => setMarking((before) => !before)}
        >
          <Icon name="flag" />
          {words.markAnswer}
        </button>
      </header>
      <div class="content">
        <ContentView content={answer.content} />
      </div>
      <Place answer={answer} />
      {isMarking && <MarkAnswer entry={answer.entry} onDone={() => setMarking(false)} />}
    </article>
  );
}

function Place({ answer: { sources, section, related } }: { readonly answer: EntryView }) {
  const { words } = useConsole();
  const places = sources.map((source) =>
    [...new Set([source.document, source.section, source.heading])].join(' › '),
  );
  return (
    <footer>
      <p class="place">
        {words.source}
        {places.length > 0 ? [...new Set(places)].join('；') : section}
      </p>
      {related.length > 0 && (
        <ul class="related" aria-label={words.related}>
          {related.map(({ label, entry }) => (
            <li key={label}>
              <button type="button" class="chip" onClick={() => entry && goTo({ name: 'entry', entry })}>
                {label}
              </button>
            </li>
          ))}
        </ul>
      )}
    </footer>
  );
}
