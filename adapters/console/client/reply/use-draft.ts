/** The text of the reply: composed from its segments, edited by the agent, and kept when the answers change. */
import { useRef, useState } from 'preact/hooks';
import { carryOver } from './carry-over.ts';
import { joinSegments, type Segment } from './compose.ts';

export interface Draft {
  readonly text: string;
  /** An answer changed where the agent had edited, so that the text does not tell it yet. */
  readonly isBehind: boolean;
  readonly edit: (text: string) => void;
  /** Composes it anew; what was edited is gone. */
  readonly rewrite: () => void;
}

interface Kept {
  readonly text: string;
  readonly isBehind: boolean;
  readonly segments: readonly Segment[];
}

/** The text follows its segments while it is drawn, not after: what is copied is never older than what is known. */
export function useDraft(segments: readonly Segment[]): Draft {
  const kept = useRef<Kept>({ text: joinSegments(segments), isBehind: false, segments });
  const [, redraw] = useState(0);
  kept.current = follow(kept.current, segments);
  function keep(change: Partial<Kept>): void {
    kept.current = { ...kept.current, ...change };
    redraw((times) => times + 1);
  }
  const { text, isBehind } = kept.current;
  return {
    ...{ text, isBehind },
    edit: (edited) => keep({ text: edited }),
    rewrite: () => keep({ text: joinSegments(segments), isBehind: false }),
  };
}

function follow(kept: Kept, segments: readonly Segment[]): Kept {
  if (JSON.stringify(kept.segments) === JSON.stringify(segments)) return kept;
  const carried = carryOver(kept.text, kept.segments, segments);
  if (carried === undefined) return { ...kept, segments, isBehind: true };
  return { ...kept, segments, text: carried };
}
