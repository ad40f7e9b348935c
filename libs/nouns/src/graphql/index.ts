import { eventResolvers } from '@plenary/event/graphql';
import { identityResolvers } from '@plenary/identity/graphql';
import { minutesResolvers } from '@plenary/minutes/graphql';
import { partsResolvers } from '@plenary/parts/graphql';
import { programResolvers } from '@plenary/program/graphql';
import { questionsResolvers } from '@plenary/questions/graphql';
import { registrationResolvers } from '@plenary/registration/graphql';
import { webhookResolvers } from '@plenary/webhooks/graphql';

/** Everything that the schema is made of. */
export const resolvers = [
  ...identityResolvers,
  ...eventResolvers,
  ...webhookResolvers,
  ...programResolvers,
  ...partsResolvers,
  ...registrationResolvers,
  ...questionsResolvers,
  ...minutesResolvers,
];
