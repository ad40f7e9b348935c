export { addHealthRoutes, addMetricsRoute } from './health.js';
export { sendDocument } from './send-document.js';
export { pageHeaders } from './security-headers.js';
export { createHttpServer, type RouteAccess, type RouteDeclaration } from './server.js';
export { backOffOf } from './back-off.js';
export { AddressLimiter, RateLimiter } from './rate-limit.js';
export { SecretGate } from './secret-gate.js';
