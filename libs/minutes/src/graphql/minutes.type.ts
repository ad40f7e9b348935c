import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { EventRef } from '@plenary/platform';
import type { Viewer } from '@plenary/platform/access';
import { severity, type Severity } from '@plenary/platform/findings';
import {
  editionState,
  publicationState,
  type EditionState,
  type PublicationState,
} from '../domain/lifecycle.js';
import { labelKind, type LabelKind } from '../domain/recognise-speakers.js';
import { turnKind, type TurnKind } from '../domain/turn.js';

registerEnumType(editionState.enum, {
  name: 'EditionState',
  description: 'Where an edition of the minutes stands.',
});
registerEnumType(turnKind.enum, { name: 'TurnKind', description: 'What the words of a turn are.' });
registerEnumType(labelKind.enum, { name: 'LabelKind', description: 'Whom a label of a transcript means.' });
registerEnumType(publicationState.enum, { name: 'PublicationState', description: 'How a publication goes.' });

@ObjectType('Edition', { description: 'Minutes in one language.' })
export class EditionType {
  event!: EventRef;
  /** To whom it is shown. */
  viewer!: Viewer;

  @Field(() => ID, { description: 'UUIDv7.' })
  id!: string;

  @Field({ description: 'A BCP 47 code.' })
  language!: string;

  @Field(() => Int, { description: 'Counts the editions in this language from 1.' })
  number!: number;

  @Field({ description: "The document's own name, such as IPSS/2023/MIN/1/en." })
  symbol!: string;

  @Field(() => editionState.enum, { description: 'Where it stands.' })
  state!: EditionState;

  @Field(() => Date, { nullable: true, description: 'From when on it may be seen.' })
  publishedAt!: Date | null;

  @Field({ description: 'The address of its page, once it is published.' })
  url!: string;

  @Field(() => Int, { description: 'Counts its edits; an edit names the version it saw.' })
  version!: number;
}

@ObjectType('Turn', { description: "One speaker's uninterrupted words." })
export class TurnType {
  event!: EventRef;
  viewer!: Viewer;
  /** The language of its edition. */
  printedIn!: string;
  personId!: string | null;

  @Field(() => ID, { description: 'UUIDv7.' })
  id!: string;

  @Field(() => Int, { description: 'Counts through the edition from 1.' })
  number!: number;

  @Field(() => turnKind.enum, { description: 'What its words are.' })
  kind!: TurnKind;

  @Field({ description: 'The language in which it was spoken, a BCP 47 code.' })
  language!: string;

  @Field({ description: 'Whether these are the words of an interpreter.' })
  interpreted!: boolean;

  @Field(() => [String], { description: 'Its paragraphs, plain.' })
  paragraphs!: string[];

  @Field(() => [ID], { description: 'The questions that it is, or reads out.' })
  questionIds!: string[];

  @Field(() => [ID], { description: 'The answers that it gives.' })
  answerIds!: string[];

  @Field(() => Int, { description: 'Counts its edits; an edit names the version it saw.' })
  version!: number;

  /** Behind a field of its own: it may hold a name that is withheld. */
  label!: string;
}

@ObjectType('Section', { description: 'The part of an edition that records one session.' })
export class SectionType {
  @Field(() => ID, { description: 'UUIDv7.' })
  id!: string;

  @Field(() => ID, { nullable: true, description: 'The session; null for what was said outside of all.' })
  sessionId!: string | null;

  @Field(() => [TurnType], { description: 'Its turns, in order.' })
  turns!: TurnType[];
}

@ObjectType('Artifact', { description: 'A file of an edition.' })
export class ArtifactType {
  @Field({ description: 'The last part of its address.' })
  name!: string;

  @Field(() => Int, { description: 'Its size.' })
  bytes!: number;

  @Field({ description: 'Its SHA-256, hexadecimal.' })
  sha256!: string;
}

@ObjectType('MinutesFinding', { description: 'What a check found in the minutes.' })
export class MinutesFindingType {
  @Field(() => ID, { description: 'The same as long as the finding stands; what a waiver names.' })
  id!: string;

  @Field({ description: 'The rule, such as withheld-asker.' })
  rule!: string;

  @Field(() => severity.enum, { description: 'How grave it is.' })
  severity!: Severity;

  @Field(() => Int, { nullable: true, description: "The turn's number; null outside of turns." })
  turn!: number | null;

  @Field(() => String, { nullable: true, description: 'The exact words at fault.' })
  quote!: string | null;

  @Field({ description: 'What and where.' })
  message!: string;

  @Field(() => String, { nullable: true, description: 'What to put in their place, or to do.' })
  fix!: string | null;
}

@ObjectType('Publication', { description: 'How far the publication of an edition is.' })
export class PublicationType {
  @Field(() => publicationState.enum, { description: 'How it goes.' })
  state!: PublicationState;

  @Field(() => String, { nullable: true, description: 'The step that was finished last.' })
  step!: string | null;

  @Field(() => Int, { description: 'How many steps are done.' })
  stepsDone!: number;

  @Field(() => Int, { description: 'How many there are.' })
  stepsTotal!: number;

  @Field(() => String, { nullable: true, description: 'Why it failed.' })
  failure!: string | null;
}

@ObjectType('Words', {
  description: 'Where the words of a question or an answer stand in the published minutes.',
})
export class WordsType {
  @Field({ description: "The edition's symbol." })
  symbol!: string;

  @Field({ description: "The edition's language, a BCP 47 code." })
  language!: string;

  @Field(() => Int, { description: "The turn's number." })
  turn!: number;

  @Field(() => String, {
    nullable: true,
    description: 'The exact words, where they are only a part of the turn.',
  })
  quote!: string | null;

  @Field({ description: 'The address of the turn.' })
  url!: string;
}

@ObjectType('RecognisedLabel', { description: 'What a transcript calls a speaker, and who that is.' })
export class RecognisedLabelType {
  @Field({ description: 'As it stands in the transcript.' })
  label!: string;

  @Field(() => labelKind.enum, { description: 'Whom it means.' })
  kind!: LabelKind;

  @Field(() => String, { nullable: true, description: "The person's name as printed." })
  person!: string | null;
}

@ObjectType('Recognition', { description: 'What was recognised in a transcript.' })
export class RecognitionType {
  @Field(() => [RecognisedLabelType], { description: 'Every label of the transcript.' })
  speakers!: RecognisedLabelType[];

  @Field(() => [String], { description: 'Labels that mean nobody we know: see assignSpeaker.' })
  doubtful!: string[];

  @Field(() => Int, { description: 'How many turns it gives.' })
  turns!: number;

  @Field(() => Int, { description: 'How many words.' })
  words!: number;

  @Field({ description: "The share of the transcript's words that stand in the draft, 0 to 1." })
  coverage!: number;

  @Field(() => Int, { description: 'Numbered questions whose words and answers were all found.' })
  questionsLinked!: number;
}

@ObjectType('ImportTranscriptPayload', { description: 'What was imported.' })
export class ImportTranscriptPayload {
  @Field(() => ID, { description: 'UUIDv7.' })
  transcriptId!: string;

  @Field({ description: 'The instant of its 00:00:00.' })
  startsAt!: Date;

  @Field({ description: 'Whether that instant was taken from the program, for nobody gave it.' })
  startsAtAssumed!: boolean;

  @Field(() => RecognitionType, { description: 'What was recognised in it.' })
  recognition!: RecognitionType;
}

@ObjectType('DraftMinutesPayload', { description: 'What was drafted.' })
export class DraftMinutesPayload {
  @Field(() => EditionType, { description: 'The draft.' })
  edition!: EditionType;

  @Field(() => RecognitionType, { description: 'What was recognised in its transcript.' })
  recognition!: RecognitionType;
}
