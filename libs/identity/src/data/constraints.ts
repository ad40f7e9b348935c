import { tellOfConstraints } from '@plenary/platform/database';

tellOfConstraints({
  Account_email_key: 'There is an account of this address already.',
  RoleGrant_accountId_eventId_role_key: 'The account has this role already.',
  RoleGrant_admin_of_installation: {
    path: 'role',
    message: 'must be ADMIN for the installation, and another for an event',
  },
  OidcIdentity_pkey: 'This identity is bound to an account already.',
  OidcIdentity_accountId_issuer_key: 'The account is bound to another identity already.',
});
