export { addHealthRoutes, addMetricsRoute } from './health.js';
export { createDocument, sendDocument, type Document } from './document.js';
export { createHttpServer, pagePolicy, type RouteAccess } from './server.js';
export { RateLimiter } from './rate-limit.js';
