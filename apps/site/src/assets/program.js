// Times stand in the event's zone; who is elsewhere reads theirs beside them, once the page is there.
const { timeZone: theirs } = Intl.DateTimeFormat().resolvedOptions();
const language = document.documentElement.lang;
const rows = [...document.querySelectorAll('tr[data-from]')];

for (const table of document.querySelectorAll('table[data-zone]')) {
  const { zone, yours } = table.dataset;
  const dayIn = (instant, timeZone) => new Intl.DateTimeFormat('en-CA', { timeZone }).format(instant);
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  const inZone = (instant, timeZone, more = {}) =>
    new Intl.DateTimeFormat(language, { ...clock, ...more, timeZone }).format(instant);
  for (const row of table.querySelectorAll('tr[data-from]')) {
    const from = new Date(row.dataset.from);
    if (inZone(from, zone) === inZone(from, theirs) && dayIn(from, zone) === dayIn(from, theirs)) continue;
    const weekday = dayIn(from, zone) === dayIn(from, theirs) ? {} : { weekday: 'short' };
    const line = document.createElement('span');
    line.className = 'yours quiet';
    line.textContent = yours.replace('{}', inZone(from, theirs, weekday));
    row.querySelector('.time').append(line);
  }
}

/** `#now` leads to what runs, else to what comes next, else to the last. */
function showNow() {
  if (location.hash !== '#now') return;
  const row = rows.find(({ dataset }) => Date.parse(dataset.to) > Date.now()) ?? rows.at(-1);
  if (row === undefined) return;
  row.tabIndex = -1;
  row.scrollIntoView();
  row.focus({ preventScroll: true });
}
showNow();
addEventListener('hashchange', showNow);
