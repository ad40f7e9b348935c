import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { Refusal, parse, seal, unseal } from '@plenary/platform';
import { OutgoingError, post, targetUrl, type Resolve } from '@plenary/platform/outgoing';
import { parseSettings } from '@plenary/platform/settings';
import { createTestBench, startRawServer, startReceiver } from '@plenary/testing';
import { generate } from 'selfsigned';

const notHttps = 'must be an https:// address';
const notPublic = 'must be on the public internet';
const credentials = 'must not hold a user name or password';
const badPort = 'must have port 443, or one from 1024';

const hostile: readonly (readonly [url: string, problem: string])[] = [
  // Not https at all.
  ['', notHttps],
  ['hooks.example.org', notHttps],
  ['http://hooks.example.org/', notHttps],
  ['ftp://hooks.example.org/', notHttps],
  ['file:///etc/passwd', notHttps],
  ['gopher://127.0.0.1:6379/_FLUSHALL', notHttps],
  ['javascript:alert(1)', notHttps],
  ['data:text/plain,x', notHttps],
  ['https://', notHttps],
  ['https://exa mple.org/', notHttps],
  ['https://[::1%25lo]/', notHttps],
  ['https://256.256.256.256/', notHttps],
  // This machine, in every disguise.
  ['https://127.0.0.1/', notPublic],
  ['https://127.1/', notPublic],
  ['https://2130706433/', notPublic],
  ['https://0x7f000001/', notPublic],
  ['https://0x7f.1/', notPublic],
  ['https://0177.0.0.1/', notPublic],
  ['https://017700000001/', notPublic],
  ['https://127.0.0.1./', notPublic],
  ['https://127。0。0。1/', notPublic],
  ['https://①②⑦.⓪.⓪.①/', notPublic],
  ['https://１２７.0.0.1/', notPublic],
  ['https://%31%32%37.0.0.1/', notPublic],
  ['https://0/', notPublic],
  ['https://0.0.0.0/', notPublic],
  ['https://[::]/', notPublic],
  ['https://[::1]/', notPublic],
  ['https://[0:0:0:0:0:0:0:1]/', notPublic],
  ['https://[::127.0.0.1]/', notPublic],
  ['https://[::ffff:127.0.0.1]/', notPublic],
  ['https://[::ffff:7f00:1]/', notPublic],
  ['https://[::ffff:0:127.0.0.1]/', notPublic],
  ['https://[64:ff9b::127.0.0.1]/', notPublic],
  ['https://[64:ff9b:1::10.0.0.1]/', notPublic],
  ['https://[2002:7f00:1::]/', notPublic],
  ['https://[2001:0:7f00:1::]/', notPublic],
  ['https://localhost/', notPublic],
  ['https://localhost./', notPublic],
  ['https://LOCALHOST/', notPublic],
  ['https://api.localhost/', notPublic],
  ['https://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/', notPublic],
  // Networks of others, and the clouds' metadata.
  ['https://10.0.0.1/', notPublic],
  ['https://172.16.0.1/', notPublic],
  ['https://172.31.255.255/', notPublic],
  ['https://192.168.1.1/', notPublic],
  ['https://100.64.0.1/', notPublic],
  ['https://100.100.100.200/latest/meta-data/', notPublic],
  ['https://169.254.169.254/latest/meta-data/', notPublic],
  ['https://[::ffff:169.254.169.254]/', notPublic],
  ['https://[fd00:ec2::254]/', notPublic],
  ['https://192.0.0.192/opc/v2/', notPublic],
  ['https://168.63.129.16/', notPublic],
  ['https://[fe80::1]/', notPublic],
  ['https://[fec0::1]/', notPublic],
  ['https://[fc00::1]/', notPublic],
  ['https://metadata.google.internal/', notPublic],
  ['https://printer.local/', notPublic],
  ['https://router.home.arpa/', notPublic],
  ['https://intranet/', notPublic],
  // Nobody's.
  ['https://224.0.0.1/', notPublic],
  ['https://240.0.0.1/', notPublic],
  ['https://255.255.255.255/', notPublic],
  ['https://192.0.2.1/', notPublic],
  ['https://198.18.0.1/', notPublic],
  ['https://[ff02::1]/', notPublic],
  ['https://[2001:db8::1]/', notPublic],
  ['https://[4000::1]/', notPublic],
  ['https://[100::1]/', notPublic],
  ['https://hooks.example.org./', notPublic],
  ['https://hooks..example.org/', notPublic],
  // Who is meant?
  ['https://user@hooks.example.org/', credentials],
  ['https://user:pass@hooks.example.org/', credentials],
  ['https://hooks.example.org@127.0.0.1/', credentials],
  ['https://127.0.0.1:443@hooks.example.org/', credentials],
  ['https://hooks.example.org%2f@127.0.0.1/', credentials],
  ['https://hooks.example.org\\@127.0.0.1/../', 'passes'],
  ['https://127.0.0.1\\@hooks.example.org/', notPublic],
  ['https://127.0.0.1#@hooks.example.org/', 'must not have a fragment'],
  ['https://hooks.example.org/#part', 'must not have a fragment'],
  ['https://hooks.example.org:25/', badPort],
  ['https://hooks.example.org:22/', badPort],
  ['https://hooks.example.org:0/', badPort],
  ['https://hooks.example.org:99999/', notHttps],
  [`https://hooks.example.org/${'x'.repeat(2_000)}`, 'must not be longer than 2000 characters'],
];

function problemOf(url: string, loopback = false): string {
  try {
    parse(targetUrl(loopback), url);
    return 'passes';
  } catch (error) {
    return error instanceof Refusal ? (error.details.fields?.[0]?.message ?? '') : String(error);
  }
}

test.each(hostile)('%s: %s', (url, problem) => {
  expect(problemOf(url)).toBe(problem);
});

test.each([
  ['https://hooks.example.org', 'https://hooks.example.org/'],
  [' https://HOOKS.example.org:443/a?b=c ', 'https://hooks.example.org/a?b=c'],
  ['https://hooks.example.org:8443/a', 'https://hooks.example.org:8443/a'],
  ['https://例え.jp/', 'https://xn--r8jz45g.jp/'],
  ['https://93.184.215.14/', 'https://93.184.215.14/'],
  ['https://[2606:4700:4700::1111]/', 'https://[2606:4700:4700::1111]/'],
  ['https:hooks.example.org', 'https://hooks.example.org/'],
])('%s may be sent to', (url, href) => {
  expect(parse(targetUrl(false), url)).toBe(href);
});

test('with loopback open this machine may be sent to, and no other private one', () => {
  expect(['http://127.0.0.1:4711/', 'https://[::1]:4711/'].map((url) => problemOf(url, true))).toEqual([
    'passes',
    'passes',
  ]);
  expect(
    ['http://10.0.0.1/', 'https://10.0.0.1/', 'http://localhost/', 'ftp://127.0.0.1/'].map((url) =>
      problemOf(url, true),
    ),
  ).toEqual([notHttps, notPublic, notHttps, notHttps]);
});

const resolveTo =
  (...addresses: string[]): Resolve =>
  () =>
    Promise.resolve(addresses);

/** What comes of a request: the status, or why there was none. */
async function send(
  url: string,
  options: { readonly resolve?: Resolve; readonly loopback?: boolean; readonly signal?: AbortSignal } = {},
): Promise<number | string> {
  const { signal = new AbortController().signal, loopback = true, ...rest } = options;
  const headers = { 'content-type': 'application/json' };
  try {
    return await post(url, { headers, body: '{}', signal, loopback, ...rest });
  } catch (error) {
    return error instanceof OutgoingError ? error.reason : String(error);
  }
}

test.each([
  ['this machine', ['127.0.0.1']],
  ['this machine by IPv6', ['::1']],
  ['a private network', ['10.1.2.3']],
  ['the metadata of a cloud', ['169.254.169.254']],
  ['a mapped address', ['::ffff:127.0.0.1']],
  ['a unique local address', ['fd00:ec2::254']],
  ['a carrier', ['100.64.0.1']],
  ['everywhere', ['0.0.0.0']],
  ['what is no address', ['not-an-address']],
  ['a public and a private address', ['93.184.215.14', '127.0.0.1']],
])('a name that leads to %s is not connected to', async (_what, addresses) => {
  const receiver = await startReceiver();
  const url = `http://hooks.example.org:${String(receiver.port)}/`;
  expect(await send(url, { resolve: resolveTo(...addresses), loopback: false })).toBe('PRIVATE_ADDRESS');
  expect(await send(receiver.url, { loopback: false })).toBe('PRIVATE_ADDRESS');
  expect(receiver.connections()).toBe(0);
  await receiver.close();
});

test('a name is looked up once, and the connection is made to the address that was looked at', async () => {
  const receiver = await startReceiver();
  let lookUps = 0;
  const rebinding: Resolve = () => {
    lookUps += 1;
    return Promise.resolve([lookUps === 1 ? '127.0.0.1' : '10.0.0.1']);
  };
  const url = `http://hooks.example.org:${String(receiver.port)}/a?b=c`;
  expect(await send(url, { resolve: rebinding })).toBe(204);
  expect(lookUps).toBe(1);
  const { method, path, headers, body } = receiver.received[0] ?? {};
  expect([method, path, headers?.['host'], body]).toEqual([
    'POST',
    '/a?b=c',
    `hooks.example.org:${String(receiver.port)}`,
    '{}',
  ]);
  await receiver.close();
});

test('a name without an address, and a port where nobody listens, say so', async () => {
  const closed = await startReceiver();
  await closed.close();
  expect(await send('http://hooks.example.org/', { resolve: resolveTo() })).toBe('NO_ADDRESS');
  expect(await send(closed.url)).toBe('CONNECTION');
});

test('a redirect is an answer like any other, and is not followed', async () => {
  const inside = await startReceiver();
  const receiver = await startReceiver((response) =>
    response.writeHead(302, { location: `${inside.url}/secret` }).end(),
  );
  expect(await send(receiver.url)).toBe(302);
  expect(inside.connections()).toBe(0);
  await Promise.all([receiver.close(), inside.close()]);
});

test('an answer without end is not read', async () => {
  const closed = Promise.withResolvers<undefined>();
  let sent = 0;
  const receiver = await startReceiver((response) => {
    response.on('close', () => {
      closed.resolve(undefined);
    });
    response.writeHead(200);
    const more = (): void => {
      while (!response.destroyed && response.write('x'.repeat(10_000))) sent += 10_000;
    };
    response.on('drain', more);
    more();
  });
  expect(await send(receiver.url)).toBe(200);
  await closed.promise;
  // What the system's own buffers take, and no more.
  expect(sent).toBeLessThan(20_000_000);
  await receiver.close();
});

test('headers without measure, and what is not HTTP, are no answer', async () => {
  const many = await startReceiver((response) =>
    response
      .writeHead(
        200,
        Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`x-${String(n)}`, 'x'.repeat(100)])),
      )
      .end(),
  );
  expect(await send(many.url)).toBe('CONNECTION');
  await many.close();
  const shell = await startRawServer('SSH-2.0-OpenSSH_9.2\r\n');
  expect([await send(shell.url), await send(shell.url.replace('http:', 'https:'))]).toEqual([
    'CONNECTION',
    'TLS',
  ]);
  await shell.close();
});

test.each([
  ['000', 'CONNECTION'],
  ['099', 'CONNECTION'],
  ['1000', 'CONNECTION'],
  ['-20', 'CONNECTION'],
  ['', 'CONNECTION'],
  ['999', 999],
])('the status "%s" is told as %s', async (status, told) => {
  const receiver = await startRawServer(`HTTP/1.1 ${status} Odd\r\nContent-Length: 0\r\n\r\n`);
  expect(await send(`${receiver.url}/`)).toBe(told);
  await receiver.close();
});

test('who is silent, or sends a little again and again, is given up', async () => {
  const silent = await startReceiver(() => undefined);
  const timers: NodeJS.Timeout[] = [];
  const dripping = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.write('HTTP/1.1 200 OK\r\n');
    timers.push(setInterval(() => socket.write('x: y\r\n'), 200));
  }).listen(0, '127.0.0.1');
  await once(dripping, 'listening');
  const address = dripping.address();
  const port = typeof address === 'object' && address !== null ? String(address.port) : '';
  expect(await Promise.all([send(silent.url), send(`http://127.0.0.1:${port}/`)])).toEqual([
    'TIMEOUT',
    'TIMEOUT',
  ]);
  timers.forEach((timer) => {
    clearInterval(timer);
  });
  dripping.close();
  await silent.close();
});

test('a process that ends gives its requests up', async () => {
  const arrived = Promise.withResolvers<undefined>();
  const receiver = await startReceiver(() => {
    arrived.resolve(undefined);
  });
  const stopping = new AbortController();
  const outcome = send(receiver.url, { signal: stopping.signal });
  await arrived.promise;
  stopping.abort(new Error('the worker ends'));
  expect(await outcome).toBe('Error: the worker ends');
  await receiver.close();
});

test('a certificate must be of a known authority and of the name that is sent to', async () => {
  const name = 'hooks.example.org';
  const { private: key, cert } = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: name }] }],
  });
  const receiver = await startReceiver(undefined, { key, cert });
  const to = (host: string): Promise<number | string> =>
    send(`https://${host}:${String(receiver.port)}/`, { resolve: resolveTo('127.0.0.1') });
  expect(await to(name)).toBe('TLS');
  const known = getCACertificates();
  setDefaultCACertificates([...known, cert]);
  try {
    expect([await to(name), await to('other.example.org')]).toEqual([204, 'TLS']);
  } finally {
    setDefaultCACertificates(known);
  }
  await receiver.close();
});

test('loopback opens on a test database alone', async () => {
  const open = await createTestBench({ settings: { WEBHOOK_LOOPBACK: 'on' } });
  expect(open.services.settings.webhookLoopback).toBe(true);
  await open.close();
  const real = { WEBHOOK_LOOPBACK: 'on', DATABASE_URL: 'postgres://127.0.0.1/plenary' };
  expect(() => parseSettings(real, '/')).toThrow(
    'WEBHOOK_LOOPBACK: is allowed only with a test database, whose name begins with plenary_test',
  );
});

describe('what is sealed', () => {
  test('is read again where it was sealed, and nowhere else', async () => {
    const bench = await createTestBench();
    const { keys } = bench.services;
    const sealed = seal(keys, 'webhook secrets', 'here', 'a secret, 秘密');
    expect(sealed.includes('secret')).toBe(false);
    expect(seal(keys, 'webhook secrets', 'here', 'a secret, 秘密').equals(sealed)).toBe(false);
    expect(unseal(keys, 'webhook secrets', 'here', sealed)).toBe('a secret, 秘密');
    const read = (place: string, bytes: Buffer, secret = keys.secret): string => {
      try {
        return unseal({ ...keys, secret }, 'webhook secrets', place, bytes);
      } catch (error) {
        return error instanceof Refusal ? error.code : String(error);
      }
    };
    const changed = Buffer.from(sealed);
    changed[20] = (changed[20] ?? 0) ^ 1;
    expect([
      read('there', sealed),
      read('here', changed),
      read('here', sealed.subarray(0, 20)),
      read('here', sealed, randomBytes(32)),
    ]).toEqual(['CONFLICT', 'CONFLICT', 'CONFLICT', 'CONFLICT']);
    await bench.close();
  });
});
