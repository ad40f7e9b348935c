// Runs in the page: notes where the focus comes to while somebody presses Tab.
(() => {
  const interactive = [
    'a[href]',
    'button:enabled',
    'input:enabled:not([type=hidden])',
    'select:enabled',
    'textarea:enabled',
    'summary',
    'audio[controls]',
    'video[controls]',
    '[contenteditable]',
    '[tabindex]:not([tabindex="-1"])',
  ].join();
  const wanted = [...document.querySelectorAll(interactive)].filter(
    (element) =>
      element.checkVisibility({ visibilityProperty: true }) &&
      // What nobody sees, hears or tabs to, such as the button that Enter presses.
      !(element.tabIndex === -1 && element.ariaHidden === 'true'),
  );
  const reached = new Set();
  let last = null;
  const covered = new Set();

  /** Whether no part of it is seen (WCAG 2.2, 2.4.11). */
  const parts = [0.1, 0.5, 0.9];
  const isCovered = (element) =>
    ![...element.getClientRects()].some(({ left, top, width, height }) =>
      parts.some((down) => {
        const shown = document.elementFromPoint(left + width / 2, top + height * down);
        return shown !== null && (element.contains(shown) || shown.contains(element));
      }),
    );
  /** Of radio buttons the one that is chosen stands for all. */
  const isReached = (element) =>
    [...reached].some(
      (other) =>
        other === element ||
        (element.type === 'radio' && other.name === element.name && other.form === element.form),
    );
  const describe = (element) => {
    const text = (element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 60);
    const name = element.id === '' ? element.localName : `${element.localName}#${element.id}`;
    return text === '' ? name : `${name} “${text}”`;
  };

  /** A field of a date and a time takes the focus with each of its parts. */
  const dates = wanted.filter(({ type }) => type === 'datetime-local');

  window.tabWalk = {
    steps: wanted.length + 5 * dates.length,
    /** @returns whether the focus has been everywhere and is back */
    look() {
      const { activeElement } = document;
      if (activeElement === last) return false;
      if (activeElement === document.body || reached.has(activeElement)) return reached.size > 0;
      last = activeElement;
      reached.add(activeElement);
      if (isCovered(activeElement)) covered.add(activeElement);
      return false;
    },
    missed: () => [
      ...wanted
        .filter((element) => !isReached(element))
        .map((element) => `${describe(element)} is not reached`),
      ...[...covered].map((element) => `${describe(element)} lies under something when it has the focus`),
    ],
  };
})();
