import { ArgsType, Field, Int, ObjectType } from '@nestjs/graphql';
import type { Page, PageAsked } from '../page.js';

/** The arguments of every list that comes in pages. */
@ArgsType()
export class PageArgs implements PageAsked {
  @Field(() => Int, { defaultValue: 50, description: 'How many, 1 to 100.' })
  first!: number;

  @Field(() => String, { nullable: true, description: 'The endCursor of the page before.' })
  after?: string | null;
}

interface PageWords {
  readonly description: string;
  /** Of what is on it. */
  readonly nodes: string;
}

/** The type of a page of these. */
export function pageType<Node extends object>(
  of: new () => Node,
  name: string,
  { description, nodes }: PageWords,
): new () => Page<Node> {
  @ObjectType(name, { description })
  class PageOf implements Page<Node> {
    @Field(() => [of], { description: nodes })
    nodes!: Node[];

    @Field(() => String, {
      nullable: true,
      description: 'What `after` takes for the next page; null on the last.',
    })
    endCursor!: string | null;
  }
  return PageOf;
}
