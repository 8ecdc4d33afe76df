/** The widget's few line icons, drawn on a 24-unit square. They are ornaments: the words stand beside them or in a label. */
const thumb = [
  'M7 11v9H4v-9z',
  'M7 11l4-8a2.4 2.4 0 012.2 3L12.6 9H19a1.6 1.6 0 011.6 2l-1.5 7a2.5 2.5 0 01-2.4 2H7',
];
const paths = {
  close: ['M6 6l12 12', 'M18 6L6 18'],
  fresh: ['M12 5v14', 'M5 12h14'],
  send: ['M12 19V5', 'M6 11l6-6 6 6'],
  copy: ['M9 9h10v11H9z', 'M5 15V4h10'],
  done: ['M5 13l4 4L19 7'],
  up: thumb,
  down: thumb,
  person: ['M12 12a4 4 0 100-8 4 4 0 000 8z', 'M5 20a7 7 0 0114 0'],
  away: ['M4 4l16 16', 'M9 15a5 5 0 016 0', 'M5 12a10 10 0 014-2', 'M15 10a10 10 0 014 2', 'M12 19h.01'],
} as const;

export function Icon({ name }: { readonly name: keyof typeof paths }) {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {paths[name].map((path) => (
        <path key={path} d={path} />
      ))}
    </svg>
  );
}
