// The link's secret stands in the fragment, which browsers do not send: only a click does, so that programs that
// open links in mails use none up.
const token = location.hash.slice(1);
if (token !== '') {
  history.replaceState(null, '', location.pathname);
  document.querySelector('#without-link').hidden = true;
  document.querySelector('#with-link').hidden = false;
  document.querySelector('#use-link').addEventListener('click', async () => {
    const answer = await fetch('/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });
    if (answer.ok) location.assign('/');
    else {
      const { errors } = await answer.json();
      document.querySelector('#problem').textContent = errors[0].message;
    }
  });
}
