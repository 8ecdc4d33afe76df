/** Chinese typed in Latin letters, whole syllables or first letters, as the characters that the page has for it. */

export interface PinyinReader {
  /** Pieces of Chinese that sound like a word, one after the other; none when too much of it sounds like nothing. */
  read(word: string): string[];
}

export interface PinyinTexts {
  /** Whole sentences and names. */
  readonly phrases: readonly string[];
  /** Two characters each, and how often they stand together. */
  readonly pairs: readonly Piece[];
}

interface Piece {
  readonly text: string;
  readonly times: number;
}

type Syllables = ReadonlyMap<string, string>;

const longestPiece = 8;
/** Letters of a word beyond which nobody types pinyin. */
const longestWord = 48;
/** Part of a word that may sound like nothing. */
const mostUnread = 0.3;

/** `sounds` names the characters of every syllable. */
export function createPinyinReader(
  texts: PinyinTexts,
  sounds: Readonly<Record<string, string>>,
): PinyinReader {
  const syllables: Syllables = new Map(
    Object.entries(sounds).flatMap(([syllable, characters]) =>
      Array.from(characters, (one) => [one, syllable] as const),
    ),
  );
  let byLetter: ReadonlyMap<string, readonly Piece[]> | undefined;

  function commonest(letters: string): string | undefined {
    byLetter ??= gather(texts, syllables);
    const times = new Map<string, number>();
    for (const run of byLetter.get(letters[0] ?? '') ?? []) {
      const length = soundsLike(letters, run.text, syllables);
      if (length < 2) continue;
      const text = run.text.slice(0, length);
      times.set(text, (times.get(text) ?? 0) + run.times);
    }
    return [...times].sort((a, b) => b[1] - a[1])[0]?.[0];
  }

  return {
    read(word) {
      if (word.length > longestWord) return [];
      const pieces: string[] = [];
      let unread = 0;
      for (let rest = word; rest !== ''; ) {
        const found = longestBeginning(rest, commonest);
        if (found) pieces.push(found.text);
        else unread += 1;
        rest = rest.slice(found?.letters ?? 1);
      }
      return unread <= word.length * mostUnread ? pieces : [];
    },
  };
}

function longestBeginning(word: string, commonest: (beginning: string) => string | undefined) {
  for (let letters = word.length; letters > 1; letters--) {
    const text = commonest(word.slice(0, letters));
    if (text) return { text, letters };
  }
  return undefined;
}

/** What can be read, by the letter it begins with; made when pinyin is first typed. */
function gather({ phrases, pairs }: PinyinTexts, syllables: Syllables): Map<string, Piece[]> {
  const starts = phrases.flatMap((phrase) =>
    Array.from(phrase, (_, at) => ({ text: phrase.slice(at, at + longestPiece), times: 1 })),
  );
  const byLetter = new Map<string, Piece[]>();
  for (const piece of [...starts, ...pairs]) {
    const letter = syllables.get(piece.text[0] ?? '')?.[0];
    if (letter === undefined || piece.text.length < 2) continue;
    const pieces = byLetter.get(letter) ?? [];
    if (pieces.push(piece) === 1) byLetter.set(letter, pieces);
  }
  return byLetter;
}

/** How many characters the letters stand for, each by its whole syllable or its first letter; 0 when they do not. */
function soundsLike(letters: string, run: string, syllables: Syllables): number {
  const match = (from: number, at: number): number => {
    if (from === letters.length) return at;
    const syllable = syllables.get(run[at] ?? '');
    if (syllable === undefined) return 0;
    const whole = letters.startsWith(syllable, from) ? match(from + syllable.length, at + 1) : 0;
    if (whole > 0) return whole;
    if (syllable.startsWith(letters.slice(from))) return at + 1;
    return letters[from] === syllable[0] ? match(from + 1, at + 1) : 0;
  };
  return match(0, 0);
}
