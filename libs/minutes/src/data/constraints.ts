import { tellOfConstraints } from '@plenary/platform/database';

const frozen = 'The words of an approved edition are frozen.';

tellOfConstraints({
  Edition_one_in_work: 'An edition in this language is in work already.',
  Edition_one_published: 'Another edition in this language was published meanwhile.',
  Section_frozen: frozen,
  Turn_frozen: frozen,
  Artifact_frozen: 'The files of a published edition are frozen.',
});
