import { smtpCodeOf } from '@plenary/mail';
import { isLoopback } from '@plenary/platform/settings';
import { ok, warn, wrong, type Check, type Installation, type Verdict } from './check.js';

export const settingsChecks: readonly Check[] = [
  { name: 'address', run: checkAddress },
  { name: 'proxy', run: checkProxy },
  { name: 'demo', run: checkDemo },
  { name: 'mail', run: checkMail },
];

/** Of PUBLIC_URL, without the brackets of IPv6. */
function publicHost({ settings }: Installation): string {
  return new URL(settings.publicUrl).hostname.replace(/^\[|\]$/g, '');
}

function checkAddress(installation: Installation): Verdict {
  const { publicUrl, host } = installation.settings;
  if (!isLoopback(publicHost(installation))) {
    if (publicUrl.startsWith('https:')) return ok(`People reach it at ${publicUrl}.`);
    return wrong(
      `PUBLIC_URL is ${publicUrl}: sign-in links and cookies can be read on their way.`,
      'Put a proxy with TLS in front, and set PUBLIC_URL to its https:// address.',
    );
  }
  if (isLoopback(host)) return ok(`Only this machine reaches it, at ${publicUrl}.`);
  return warn(
    `The server listens at ${host}, and mails point to ${publicUrl}, where nobody else gets.`,
    'Set PUBLIC_URL to the address that people use.',
  );
}

function checkProxy(installation: Installation): Verdict {
  const { publicUrl, trustedProxies } = installation.settings;
  const everybody = trustedProxies.filter((network) => network.endsWith('/0'));
  if (everybody.length > 0)
    return wrong(
      `TRUST_PROXY is ${everybody.join(',')}: anybody may say where a request comes from.`,
      'Name only the addresses of the proxies themselves.',
    );
  if (trustedProxies.length > 0) return ok(`${trustedProxies.join(', ')} may say where requests come from.`);
  if (!publicUrl.startsWith('https:')) return ok('No proxy is trusted, and none is needed.');
  return warn(
    'PUBLIC_URL is https, so a proxy is in front, and TRUST_PROXY does not name it: limits count everybody as one.',
    'Set TRUST_PROXY to the address of the proxy.',
  );
}

function checkDemo(installation: Installation): Verdict {
  if (!installation.settings.demo) return ok('It is off.');
  if (isLoopback(publicHost(installation))) return ok('It is on, for this machine alone.');
  return wrong(
    'DEMO is on where others get: invented events, and mail for everybody to read.',
    'Set DEMO=off.',
  );
}

async function checkMail(installation: Installation): Promise<Verdict> {
  const { smtpUrl } = installation.settings;
  if (smtpUrl === null) {
    if (isLoopback(publicHost(installation)))
      return ok('No server is set: mail is kept, and nobody gets any.');
    return warn('No server is set: mail is kept, and nobody gets any.', 'Set SMTP_URL.');
  }
  const timeouts = { connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 10_000 };
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({ url: smtpUrl, ...timeouts });
  const { host } = new URL(smtpUrl);
  try {
    await transport.verify();
    return ok(`${host} takes mail.`);
  } catch (error) {
    return wrong(
      `The mail server at ${host} does not take mail (${smtpCodeOf(error) ?? 'no answer'}).`,
      'Start it, or correct SMTP_URL. Mail waits meanwhile, and is sent afterwards.',
    );
  } finally {
    transport.close();
  }
}
