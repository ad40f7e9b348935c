export { closeServices, createServices } from './services.js';
