import { readFileSync } from 'node:fs';
import Fastify from 'fastify';

// The floor: a Fastify server that answers these bytes, to a POST whose JSON body it parses, and to a GET.
const [file = '', type = 'application/json', port = '0'] = process.argv.slice(2);
const bytes = readFileSync(file);
const server = Fastify();
server.post('/', (_request, reply) => reply.type(type).send(bytes));
server.get('/', (_request, reply) => reply.type(type).send(bytes));
await server.listen({ host: '127.0.0.1', port: Number(port) });
process.stdout.write('ready\n');
