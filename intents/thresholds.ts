/** Where to answer, to ask back and to decline: fitted for stated rates of wrong answers. */

/** One question judged by scorers that had not seen it, nor its topic. */
export interface Trial {
  readonly confidence: number;
  readonly inScope: boolean;
  /** The best entry was the right one. */
  readonly right: boolean;
}

export interface Thresholds {
  /** Confidence from which the best entry is the answer. */
  readonly answer: number;
  /** Chance of being in scope from which it is worth asking back. */
  readonly clarify: number;
}

/**
 * Stated rates on held-out examples: wrong answers among those in scope, answers among topics nobody wrote down.
 * They are harder than what people ask, because the scorers have seen three quarters of the wordings, many examples
 * were written to be confused, and an equally right entry counts as wrong: real rates come out at less than half.
 * They are the strictest that leave nine of ten development questions answered directly.
 */
export const statedRates = { wrong: 0.012, falseAnswers: 0.02 } as const;

/** The lowest confidence above which the trials keep both stated rates. */
export function chooseAnswerThreshold(trials: readonly Trial[]): number {
  const inScope = trials.filter((trial) => trial.inScope).length;
  const most = {
    wrong: statedRates.wrong * inScope,
    falseAnswers: statedRates.falseAnswers * (trials.length - inScope),
  };
  let wrong = 0;
  let falseAnswers = 0;
  let lowest = 1;
  let above = 1;
  for (const trial of [...trials].sort((a, b) => b.confidence - a.confidence)) {
    if (!trial.inScope) falseAnswers++;
    else if (!trial.right) wrong++;
    if (trial.confidence < lowest) above = lowest;
    // Equals of this trial may have passed before it: they go with it.
    if (wrong > most.wrong || falseAnswers > most.falseAnswers)
      return trial.confidence < lowest ? lowest : above;
    lowest = trial.confidence;
  }
  return lowest;
}
