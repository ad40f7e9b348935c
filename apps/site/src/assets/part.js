// Whoever changes the language of the page keeps what they have typed: it is laid aside in this tab until the page in the
// other language has taken it up.
const key = `typed ${location.pathname}`;
const fields = () =>
  [...document.querySelectorAll('main form')].flatMap((form, place) =>
    [...form.elements]
      .filter(({ name, type }) => name !== '' && !['hidden', 'submit', 'file'].includes(type))
      .map((field) => ({
        field,
        name: `${place} ${field.name} ${field.type === 'radio' ? field.value : ''}`,
      })),
  );
for (const link of document.querySelectorAll('a[hreflang]'))
  link.addEventListener('click', () => {
    const typed = fields().map(({ field, name }) => [
      name,
      field.type === 'radio' ? field.checked : field.value,
    ]);
    const focused = fields().find(({ field }) => field === document.activeElement)?.name;
    sessionStorage.setItem(key, JSON.stringify({ typed, focused, scrolled: scrollY }));
  });
const kept = sessionStorage.getItem(key);
if (kept !== null) {
  sessionStorage.removeItem(key);
  const { typed, focused, scrolled } = JSON.parse(kept);
  const values = new Map(typed);
  for (const { field, name } of fields()) {
    if (!values.has(name)) continue;
    if (field.type === 'radio') field.checked = values.get(name);
    else field.value = values.get(name);
    if (name === focused) field.focus();
  }
  scrollTo(0, scrolled);
}
