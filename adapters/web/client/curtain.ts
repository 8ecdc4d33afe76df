/** Behind a panel that covers everything, nothing of the host's page can be reached. */

export interface Curtain {
  draw(isDrawn: boolean): void;
}

/** Makes what stands beside `element` inert while it is drawn, and only gives back what it took. */
export function createCurtain(element: HTMLElement): Curtain {
  let hidden: readonly Element[] = [];
  return {
    draw(isDrawn) {
      for (const one of hidden) one.removeAttribute('inert');
      const beside = isDrawn ? [...(element.parentElement?.children ?? [])] : [];
      hidden = beside.filter((one) => one !== element && !one.hasAttribute('inert'));
      for (const one of hidden) one.setAttribute('inert', '');
    },
  };
}
