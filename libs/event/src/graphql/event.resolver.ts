import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { enterEvent, type Ctx, type EventCtx } from '@plenary/platform';
import { Allow, InEvent, InRequest, Input, KeptUntil, PageArgs, Public } from '@plenary/platform/graphql';
import { listNotices } from '../data/notices.js';
import { createEvent } from '../operations/create-event.js';
import { eventTopic, findVisibleEvent, listVisibleEvents } from '../operations/find-event.js';
import { listPeoplePage } from '../operations/list-people.js';
import { sendNotices } from '../operations/send-notices.js';
import { updateEvent } from '../operations/update-event.js';
import { CreateEventInput, UpdateEventInput } from './event.input.js';
import { EventType } from './event.type.js';
import { byEvent, ofParent } from './locators.js';
import { toEventType, toNoticeType, toPersonType } from './mapping.js';
import { SendNoticesInput } from './operations.input.js';
import { NoticeType } from './notice.type.js';
import { PersonPageType } from './person.type.js';

const listLimit = 500;

@Resolver(() => EventType)
export class EventResolver {
  @Public('Published events are public; drafts are not found by strangers.')
  @KeptUntil(({ slug }) => eventTopic(String(slug)))
  @Query(() => EventType, {
    nullable: true,
    description: 'The event of this slug; null if there is none to see.',
  })
  async event(
    @InRequest() ctx: Ctx,
    @Args('slug', { description: 'The last part of its address.' }) slug: string,
    @Args('language', {
      type: () => String,
      nullable: true,
      description: 'BCP 47; else the first of the event.',
    })
    language: string | null | undefined,
  ): Promise<EventType | null> {
    const found = await findVisibleEvent(ctx, slug);
    return found === null ? null : toEventType(found.event, found.viewer, language ?? null);
  }

  @Public('Lists published events, and to staff their own drafts.')
  @Query(() => [EventType], { description: 'The events there are to see, the latest first.' })
  async events(
    @InRequest() ctx: Ctx,
    @Args('language', {
      type: () => String,
      nullable: true,
      description: 'BCP 47; else the first of each event.',
    })
    language: string | null | undefined,
  ): Promise<EventType[]> {
    const found = await listVisibleEvents(ctx);
    return found.map(({ event, viewer }) => toEventType(event, viewer, language ?? null));
  }

  @Allow('event.view', ofParent)
  @ResolveField(() => PersonPageType, {
    description:
      'The people of the event, by key; for who is neither ORGANISER nor REGISTRAR, those with a part in the draft of the program. Staff only.',
  })
  async people(
    @InEvent() ctx: EventCtx,
    @Parent() event: EventType,
    @Args() page: PageArgs,
  ): Promise<PersonPageType> {
    const { nodes, endCursor } = await listPeoplePage(ctx, page);
    return { nodes: nodes.map((person) => toPersonType(person, event.language)), endCursor };
  }

  @Allow('notices.send', ofParent)
  @ResolveField(() => [NoticeType], {
    description: 'The notices of the event, the last drafted first, at most 500.',
  })
  async notices(@InEvent() ctx: EventCtx): Promise<NoticeType[]> {
    return (await listNotices(ctx, listLimit)).map(toNoticeType);
  }

  @Allow('installation.manage')
  @Mutation(() => EventType, {
    description:
      'Makes an event, as a draft. BAD_INPUT with the fields at fault; CONFLICT if the slug is taken.',
  })
  async createEvent(@InRequest() ctx: Ctx, @Input(CreateEventInput) input: object): Promise<EventType> {
    const event = await createEvent(ctx, input);
    return toEventType(event, enterEvent(ctx, event).viewer, null);
  }

  @Allow('program.edit', byEvent)
  @Mutation(() => EventType, {
    description: 'Changes the facts of an event. BAD_INPUT; STALE_VERSION with the event as it stands.',
  })
  async updateEvent(@InEvent() ctx: EventCtx, @Input(UpdateEventInput) input: object): Promise<EventType> {
    return toEventType(await updateEvent(ctx, input), ctx.viewer, null);
  }

  @Allow('notices.send', byEvent)
  @Mutation(() => [NoticeType], {
    description: 'Sends drafted notices, all or none. NOT_FOUND; CONFLICT if one was sent already.',
  })
  async sendNotices(@InEvent() ctx: EventCtx, @Input(SendNoticesInput) input: object): Promise<NoticeType[]> {
    return (await sendNotices(ctx, input)).map(toNoticeType);
  }
}
