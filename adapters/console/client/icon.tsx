/** The console's line icons, drawn on a 24-unit square. They are ornaments: words stand beside them or in a label. */
const paths = {
  search: ['M11 18a7 7 0 100-14 7 7 0 000 14z', 'M20 20l-4-4'],
  paste: ['M9 4h6v3H9z', 'M9 5H6v15h12V5h-3', 'M9 12h6', 'M9 16h4'],
  desk: ['M4 13v-1a8 8 0 0116 0v1', 'M4 13h3v6H5a1 1 0 01-1-1z', 'M20 13h-3v6h2a1 1 0 001-1z'],
  receipt: ['M6 3h12v18l-3-2-3 2-3-2-3 2z', 'M9 8h6', 'M9 12h6'],
  review: ['M4 5h16v11H9l-5 4z', 'M8 9h8', 'M8 12h5'],
  settings: ['M4 8h10', 'M18 8h2', 'M16 6v4', 'M4 16h2', 'M10 16h10', 'M8 14v4'],
  close: ['M6 6l12 12', 'M18 6L6 18'],
  copy: ['M9 9h10v11H9z', 'M5 15V4h10'],
  done: ['M5 13l4 4L19 7'],
  flag: ['M6 21V4', 'M6 5h12l-3 4 3 4H6'],
  edit: ['M5 19l1-4L16 5l3 3L9 18z'],
  back: ['M15 5l-7 7 7 7'],
  bell: ['M6 17V11a6 6 0 0112 0v6z', 'M4 17h16', 'M10 20h4'],
  send: ['M12 19V5', 'M6 11l6-6 6 6'],
  figure: ['M6 3h12v18H6z', 'M9 7h6', 'M9 12h1', 'M14 12h1', 'M9 16h1', 'M14 16h1'],
  keys: ['M3 7h18v10H3z', 'M7 11h.01', 'M11 11h.01', 'M15 11h.01', 'M8 14h8'],
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {paths[name].map((path) => (
        <path key={path} d={path} />
      ))}
    </svg>
  );
}
