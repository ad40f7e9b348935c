export { readCatalogue } from './catalogue.js';
export { findDrift, type Drift } from './check-drift.js';
