/** Moves the focus from the field to what was opened: to its first empty fact, else to the answer itself. */

const wait = 25;
const tries = 40;

/** The entry may still be on its way. */
export function focusEntry(left = tries): void {
  const entry = document.getElementById('entry');
  if (!entry && left > 0) {
    setTimeout(() => focusEntry(left - 1), wait);
    return;
  }
  const inputs = [
    ...(entry?.querySelectorAll<HTMLInputElement>('.fact:not(.as-of) :is(input, select)') ?? []),
  ];
  const target = inputs.find(({ value }) => value === '') ?? entry;
  target?.focus();
}
