import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { severity, type Severity } from '@plenary/platform/findings';
import { programChangeKind, type ProgramChange } from '../domain/release-changes.js';
import { LocalTextType } from '@plenary/platform/graphql';
import { ProgramSessionType } from './session.type.js';

registerEnumType(programChangeKind.enum, {
  name: 'ProgramChangeKind',
  description: 'What is different between two releases.',
});

@ObjectType('ProgramChange', { description: 'One difference from the release before.' })
export class ProgramChangeType {
  @Field(() => programChangeKind.enum, { description: 'What is different.' })
  kind!: ProgramChange['kind'];

  @Field(() => ID, { description: 'The session it concerns.' })
  sessionId!: string;

  @Field(() => LocalTextType, { description: "The session's title, as it is now or was last." })
  title!: LocalTextType;
}

@ObjectType('Program', { description: 'One release of the program; it never changes.' })
export class ProgramType {
  @Field(() => Int, { description: 'Counts the releases of the event from 1.' })
  release!: number;

  @Field({ description: 'When it was released.' })
  releasedAt!: Date;

  @Field(() => [ProgramSessionType], {
    description: 'Its sessions that who asks may see, in the order of their start.',
  })
  sessions!: ProgramSessionType[];

  @Field(() => [ProgramChangeType], { description: 'What is different from the release before.' })
  changes!: ProgramChangeType[];
}

registerEnumType(severity.enum, {
  name: 'Severity',
  description: 'A BLOCKER that is not waived stops a release.',
});

@ObjectType('ProgramFinding', { description: 'What a rule found in the draft.' })
export class ProgramFindingType {
  @Field(() => ID, { description: 'The same as long as the finding stands; what a waiver names.' })
  id!: string;

  @Field({ description: 'The rule, such as room-overlap.' })
  rule!: string;

  @Field(() => severity.enum, { description: 'How grave it is.' })
  severity!: Severity;

  @Field(() => [ID], { description: 'The sessions it concerns.' })
  sessionIds!: string[];

  @Field(() => [ID], { description: 'The people it concerns.' })
  personIds!: string[];

  @Field({ description: 'What, who and where.' })
  message!: string;

  @Field({ description: 'What would solve it.' })
  fix!: string;
}

@ObjectType('UntimedSession', { description: 'A session that a release left out, for it has no time.' })
export class UntimedSessionType {
  @Field(() => ID, { description: 'UUIDv7.' })
  id!: string;

  @Field(() => LocalTextType, { description: 'Its title.' })
  title!: LocalTextType;
}

@ObjectType('ReleaseProgramPayload', { description: 'What was released.' })
export class ReleaseProgramPayload {
  @Field(() => ProgramType, { description: 'The new release.' })
  program!: ProgramType;

  @Field(() => [UntimedSessionType], { description: 'Sessions that are not in it, for they have no time.' })
  untimed!: UntimedSessionType[];

  @Field(() => Int, { description: 'How many notices were drafted for those whose sessions changed.' })
  noticesDrafted!: number;
}
