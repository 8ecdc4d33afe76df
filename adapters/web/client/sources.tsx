/** Where an answer stands: the heading, the words where they are not the answer itself, and a way to the page that has them. */
import type { TargetedEvent } from 'preact';
import type { Reply, Source } from '../../channel.ts';
import { LinkView } from '../../ui/content.tsx';
import type { Words } from './words.ts';

/** What has just been unfolded is brought into view. */
export function reveal({ currentTarget }: TargetedEvent<HTMLDetailsElement>): void {
  if (currentTarget.open) currentTarget.scrollIntoView({ block: 'nearest' });
}

interface SourcesProps {
  readonly reply: Reply;
  readonly words: Words;
  readonly help: string | undefined;
}

/** The place on the host's help page, in a page of its own. */
function Original({
  help,
  source,
  words,
}: {
  help: string | undefined;
  source: Source | undefined;
  words: Words;
}) {
  if (help === undefined || source === undefined) return null;
  const address = new URL(help, document.baseURI);
  address.hash = source.entry;
  return <LinkView url={address.href}>{words.original}</LinkView>;
}

/** Where it stands. The words are quoted only where they are not the answer itself. */
export function Sources({ reply, words, help }: SourcesProps) {
  const { sources, text } = reply;
  const headings = [...new Set(sources.map(({ heading }) => heading))].join(' · ');
  const quoted = sources.filter(({ quote }) => quote !== text);
  if (quoted.length === 0)
    return (
      <p class="source">
        {words.source}
        {headings} <Original {...{ help, words }} source={sources[0]} />
      </p>
    );
  return (
    <details class="source" onToggle={reveal}>
      <summary>
        {words.source}
        {headings}
      </summary>
      {quoted.map((source) => (
        <blockquote key={source.quote}>
          <p>{source.quote}</p>
          <footer>
            {placeOf(source)} <Original {...{ help, source, words }} />
          </footer>
        </blockquote>
      ))}
    </details>
  );
}

/** A document may be called like its first section: saying it once is enough. */
function placeOf({ document, section, heading }: Source): string {
  return [...new Set([document, section, heading])].join(' › ');
}
