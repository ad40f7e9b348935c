// The link's secret stands in the fragment, which browsers do not send: only a click does, so that programs that
// open links in mails use none up.
function takeLink() {
  const secret = location.hash.slice(1);
  const [, purpose = 'sign_in'] = /^(?:([a-z_]+)\.)?[\w-]{43}$/.exec(secret) ?? [null, null];
  if (purpose === null) return;
  history.replaceState(null, '', location.pathname + location.search);
  document.querySelector('#link').value = secret;
  for (const part of document.querySelectorAll('[data-link]')) part.hidden = part.dataset.link !== 'given';
  for (const part of document.querySelectorAll('[data-purpose]'))
    part.hidden = part.dataset.purpose !== purpose;
  for (const language of document.querySelectorAll('a[hreflang]')) language.hash = secret;
}
takeLink();
addEventListener('hashchange', takeLink);
