import { createHash } from 'node:crypto';
import { createDocument, type Document } from '@plenary/platform/documents';
import { sendDocument } from '@plenary/platform/http';
import type { Routes } from './routes.js';
import { exampleQueries } from './example-queries.js';

let page: { document: Document; policy: string } | null = null;

/** GraphiQL, whole from our own server: its script runs by its hash, and it talks to nobody else. */
async function makePage() {
  if (page !== null) return page;
  // Nine megabytes: loaded when somebody asks.
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const html = renderGraphiQL({
    title: 'Plenary GraphiQL',
    endpoint: '/graphql',
    subscriptionsProtocol: 'WS',
    defaultTabs: exampleQueries.map((query) => ({ query })),
    defaultQuery: exampleQueries[0],
  });
  const script = html.slice(html.indexOf('<script>') + '<script>'.length, html.lastIndexOf('</script>'));
  const hash = createHash('sha256').update(script).digest('base64');
  page = {
    document: createDocument(html, 'text/html; charset=utf-8'),
    policy:
      `default-src 'none'; script-src 'sha256-${hash}' blob:; worker-src blob:; style-src 'unsafe-inline'; ` +
      "img-src 'self' data:; font-src data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'",
  };
  return page;
}

export function addGraphiqlRoute({ server }: Routes): void {
  const config = {
    access: { public: 'The demo shows its API to everybody; each field declares its own access.' },
  };
  server.get('/graphiql', { config }, async (request, reply) => {
    const { document, policy } = await makePage();
    return sendDocument(request, reply.header('content-security-policy', policy), document, 'no-cache');
  });
}
