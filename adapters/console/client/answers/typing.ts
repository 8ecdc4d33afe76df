/** Whether a key belongs to what somebody is writing. */
export const isTyping = ({ target, isComposing }: KeyboardEvent): boolean =>
  isComposing ||
  (target instanceof HTMLElement &&
    target.matches('input:not([type=checkbox], [type=radio]), textarea, select'));
