import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const connections = 8;

/** An HTTP request that is sent again and again. */
export interface LoadRequest {
  readonly port: number;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: string;
}

/** How many answers a second come, over eight connections that are kept open. */
export async function answersASecond(request: LoadRequest, milliseconds: number): Promise<number> {
  const bytes = requestBytes(request);
  const length = await answerLength(request.port, bytes);
  const started = performance.now();
  const until = started + milliseconds;
  const counts = await Promise.all(
    Array.from({ length: connections }, () => driveConnection(request.port, bytes, length, until)),
  );
  return (counts.reduce((sum, count) => sum + count, 0) / (performance.now() - started)) * 1_000;
}

function requestBytes({ method, path, body }: LoadRequest): Buffer {
  const headers = [
    `${method} ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    'Accept: application/json',
    ...(body === undefined
      ? []
      : ['Content-Type: application/json', `Content-Length: ${String(Buffer.byteLength(body))}`]),
  ];
  return Buffer.from(`${headers.join('\r\n')}\r\n\r\n${body ?? ''}`);
}

/** Each answer is as long as the first: so the next request can go out without the answer being parsed. */
async function answerLength(port: number, bytes: Buffer): Promise<number> {
  const socket = await open(port);
  socket.write(bytes);
  let text = '';
  for await (const chunk of socket) {
    text += Buffer.from(chunk).toString('latin1');
    const end = text.indexOf('\r\n\r\n');
    const length = /content-length: (\d+)/i.exec(text)?.[1];
    if (end < 0 || length === undefined) continue;
    if (!text.startsWith('HTTP/1.1 200')) throw new Error(text.slice(0, 500));
    if (text.length >= end + 4 + Number(length)) break;
  }
  socket.destroy();
  return text.length;
}

async function open(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  return socket;
}

async function driveConnection(port: number, bytes: Buffer, length: number, until: number): Promise<number> {
  const socket = await open(port);
  return new Promise((resolve, reject) => {
    let count = 0;
    let received = 0;
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      received += chunk.length;
      if (received < length) return;
      received -= length;
      count += 1;
      if (performance.now() < until) socket.write(bytes);
      else {
        socket.destroy();
        resolve(count);
      }
    });
    socket.write(bytes);
  });
}
