import { once } from 'node:events';
import { connect } from 'node:net';
import { createTestBench, type TestBench, startApiProcess, type ApiProcess } from '@plenary/testing';
import { aTarget, besiege, kinds, type Target } from './slow-clients.js';

let bench: TestBench;
let api: ApiProcess;
let target: Target;

beforeAll(async () => {
  bench = await createTestBench();
  api = await startApiProcess(bench);
  target = await aTarget(bench);
});
afterAll(async () => {
  api.child.process.kill('SIGKILL');
  await api.child.ended;
  await bench.close();
});

test('clients that are slow at the start, or idle, are cut off', async () => {
  const chosen = kinds.filter(({ within }) => within <= 10);
  const outcomes = await besiege(api, target, { each: 3, chosen });
  expect(outcomes.filter(({ cutAfter }) => cutAfter === null)).toEqual([]);
});

describe('one packet does not end the process', () => {
  const key = 'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n';
  const upgrade = `Host: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${key}`;
  const requests = {
    'an upgrade of no address': `GET // HTTP/1.1\r\n${upgrade}\r\n`,
    'an upgrade of a full address': `GET http://[ HTTP/1.1\r\n${upgrade}\r\n`,
    'an upgrade of another page': `GET /x HTTP/1.1\r\n${upgrade}\r\n`,
    'an upgrade from a foreign page': `GET /graphql HTTP/1.1\r\nOrigin: https://evil.example\r\n${upgrade}\r\n`,
    'an upgrade of nothing': `GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
    'an upgrade to nothing known': `GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n`,
    'no HTTP': '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001',
    'an expectation': 'GET / HTTP/1.1\r\nHost: x\r\nExpect: the-unexpected\r\n\r\n',
    'no address': 'GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n',
    'a proxy request': 'CONNECT example.org:80 HTTP/1.1\r\nHost: x\r\n\r\n',
    'two lengths':
      'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  };

  test.each(Object.entries(requests))('%s, also from a client that is gone at once', async (_name, text) => {
    for (let count = 0; count < 20; count += 1) {
      const socket = connect(api.port, '127.0.0.1');
      socket.on('error', () => undefined);
      await once(socket, 'connect');
      socket.write(text);
      await new Promise((resolve) => setImmediate(resolve));
      socket.resetAndDestroy();
    }
    expect((await fetch(`${api.url}/health/ready`)).status).toBe(200);
  });
});
