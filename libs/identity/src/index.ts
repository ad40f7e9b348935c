export { authenticate } from './operations/authenticate.js';
export { createSignInLinkFor } from './operations/create-sign-in-link.js';
export { grantRole } from './operations/grant-role.js';
export { requestSignInLink } from './operations/request-sign-in-link.js';
export { signIn } from './operations/sign-in.js';
export { signOut } from './operations/sign-out.js';
export { revokeUnlimitedLinks } from './data/links.js';
export { emailAddress } from './domain/email.js';
