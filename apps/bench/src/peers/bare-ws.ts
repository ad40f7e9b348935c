import { WebSocketServer } from 'ws';

// The floor: a WebSocket server that sends what one client sends, a length of its own, to everybody.
const [port = '0'] = process.argv.slice(2);
const server = new WebSocketServer({ port: Number(port), host: '127.0.0.1', perMessageDeflate: false });
server.on('connection', (socket) => {
  socket.on('message', (message: Buffer) => {
    const text = message.toString('utf8');
    for (const client of server.clients) client.send(text);
  });
});
process.stdout.write('ready\n');
