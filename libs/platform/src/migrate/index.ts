export { migrate } from '../database/migrate.js';
