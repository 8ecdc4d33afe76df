/** A few strokes of SVG on a card that is legible on light and on dark pages. */

const style = `
  .paper { fill: #ffffff; stroke: #dfe6e4 } .ink { fill: #16211f } .soft { fill: #53615e }
  .ours { fill: #0b6f66 } .peer { fill: #a9b8b4 } .alarm { fill: #c2622d } .faint { fill: #e5f2ef }
  .grid { stroke: #dfe6e4 } .whisker { stroke: #53615e; stroke-width: 1.5 } .diagonal { stroke: #53615e; stroke-dasharray: 4 4 }
  text { font: 13px system-ui, -apple-system, "Segoe UI", "PingFang SC", "Noto Sans CJK SC", sans-serif }
  .title { font-size: 16px; font-weight: 600 } .small { font-size: 11px } .strong { font-weight: 600 }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #161d1b; stroke: #2b3533 } .ink { fill: #e8efed } .soft { fill: #a4b2ae }
    .ours { fill: #56cdbc } .peer { fill: #63736f } .alarm { fill: #f0955a } .faint { fill: #17302c }
    .grid { stroke: #2b3533 } .whisker { stroke: #a4b2ae } .diagonal { stroke: #a4b2ae }
  }`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const round = (value: number): number => Math.round(value * 10) / 10;

export interface Place {
  readonly x: number;
  readonly y: number;
}

export const rect = (look: string, { x, y }: Place, size: { width: number; height: number }): string =>
  `<rect class="${look}" x="${round(x)}" y="${round(y)}" width="${round(size.width)}" height="${round(size.height)}" rx="2"/>`;

export const line = (look: string, from: Place, to: Place): string =>
  `<line class="${look}" x1="${round(from.x)}" y1="${round(from.y)}" x2="${round(to.x)}" y2="${round(to.y)}"/>`;

export const dot = (look: string, { x, y }: Place, radius: number): string =>
  `<circle class="${look}" cx="${round(x)}" cy="${round(y)}" r="${round(radius)}"/>`;

/** `look` names classes; `anchor` says which end of the text stands at the place. */
export const text = (look: string, { x, y }: Place, words: string, anchor = 'start'): string =>
  `<text class="${look}" x="${round(x)}" y="${round(y)}" text-anchor="${anchor}">${escaped(words)}</text>`;

export function drawing(
  title: string,
  { width, height }: { width: number; height: number },
  strokes: readonly string[],
): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(title)}">
<style>${style}</style>
<rect class="paper" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="10"/>
${text('title ink', { x: 24, y: 34 }, title)}
${strokes.join('\n')}
</svg>
`;
}
