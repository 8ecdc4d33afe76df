/** Marks in the contents the question that is being read. */

const current = 'aria-current';

export function markReadingPlace(page: Document): void {
  const links = new Map(
    Array.from(page.querySelectorAll<HTMLAnchorElement>('.contents a'), (link) => [link.hash.slice(1), link]),
  );
  const inSight = new Set<string>();
  let marked: HTMLAnchorElement | undefined;
  const articles = page.querySelectorAll('article');

  function mark(): void {
    const [first] = Array.from(articles).filter(({ id }) => inSight.has(id));
    const next = first && links.get(first.id);
    if (next === undefined || next === marked) return;
    marked?.removeAttribute(current);
    next.setAttribute(current, 'location');
    keepInSight(next);
    marked = next;
  }

  const observer = new IntersectionObserver(
    (changes) => {
      for (const { target, isIntersecting } of changes)
        isIntersecting ? inSight.add(target.id) : inSight.delete(target.id);
      mark();
    },
    { rootMargin: '-20% 0px -50% 0px' },
  );
  for (const article of articles) observer.observe(article);
}

/** Scrolls the contents alone, never the page. */
function keepInSight(link: HTMLElement): void {
  const list = link.closest('.contents');
  if (!list || list.scrollHeight <= list.clientHeight) return;
  const [box, frame] = [link.getBoundingClientRect(), list.getBoundingClientRect()];
  if (box.top < frame.top || box.bottom > frame.bottom)
    list.scrollTop += box.top - frame.top - frame.height / 2;
}
