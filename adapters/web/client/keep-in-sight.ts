/** On a phone the keyboard covers a part of the page without its height changing: the panel keeps to what is seen. */

/** Tells the style sheet of `place` what is seen, until the function that it gives is called. */
export function keepInSight(place: HTMLElement): () => void {
  const seen = window.visualViewport;
  if (!seen) return () => undefined;
  const follow = () => {
    // who has magnified the page wants to see a part of it, and nothing to move
    const isWhole = Math.abs(seen.scale - 1) < 0.01;
    place.style.setProperty('--seen-height', isWhole ? `${seen.height}px` : null);
    place.style.setProperty('--seen-top', isWhole ? `${seen.offsetTop}px` : null);
  };
  follow();
  seen.addEventListener('resize', follow);
  seen.addEventListener('scroll', follow);
  return () => {
    seen.removeEventListener('resize', follow);
    seen.removeEventListener('scroll', follow);
  };
}
