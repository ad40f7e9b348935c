export { participates } from './data/participants.js';
export { register } from './operations/register.js';
export { saveCategory } from './operations/save-category.js';
export { saveForm } from './operations/save-form.js';
export { raiseQuota } from './operations/raise-quota.js';
export { tend } from './operations/tend-registrations.js';
