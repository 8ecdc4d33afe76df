/** Small arithmetic that every bench shares. */

export interface Figure {
  readonly figure: string;
  readonly measured: string;
  readonly goal: string;
}

/** The value below which `share` (0..1) of the samples lie; samples in any order. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
