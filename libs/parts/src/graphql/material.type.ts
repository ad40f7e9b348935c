import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { EventRef } from '@plenary/platform';
import { materialKind, type MaterialKind } from '../domain/own-part.js';

registerEnumType(materialKind.enum, { name: 'MaterialKind', description: "What a speaker's file is." });

@ObjectType('Material', { description: "A speaker's file for a session." })
export class MaterialType {
  /** For the resolvers of its fields. */
  readonly ref!: EventRef;
  readonly language!: string;
  readonly personId!: string;

  @Field(() => ID, { description: 'UUIDv7.' })
  id!: string;

  @Field(() => ID, { description: 'The session that it is for.' })
  sessionId!: string;

  @Field(() => materialKind.enum, { description: 'What it is.' })
  kind!: MaterialKind;

  @Field({ description: 'What its owner calls it.' })
  title!: string;

  @Field({ description: 'Its media type, judged by its content.' })
  mediaType!: string;

  @Field(() => Int, { description: 'Its length.' })
  bytes!: number;

  @Field({ description: 'SHA-256 of its bytes, hexadecimal.' })
  sha256!: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it may be published; null until its owner has answered, as for no.',
  })
  mayPublish!: boolean | null;

  @Field({ description: 'When it was added.' })
  createdAt!: Date;

  @Field({
    description: 'The path where staff and its owner download it; a token needs the scope PART for it.',
  })
  url!: string;
}
