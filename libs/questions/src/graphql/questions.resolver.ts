import { Args, ID, Mutation, Parent, ResolveField, Resolver, Subscription } from '@nestjs/graphql';
import { EventType, PersonType, byEvent, ofParent, personLoader, toPersonType } from '@plenary/event/graphql';
import type { EventCtx } from '@plenary/platform';
import { Allow, AsParent, Gql, InEvent, Input, Public, type GqlContext } from '@plenary/platform/graphql';
import type { States } from '@plenary/platform/live';
import { questionState, type QuestionState } from '../domain/lifecycle.js';
import { showWhole } from '../domain/question.js';
import { findQuestions } from '../operations/find-questions.js';
import { approveQuestion, putOnStage, queueQuestion } from '../operations/move-question.js';
import { recordAnswer } from '../operations/record-answer.js';
import { submitQuestion } from '../operations/submit-question.js';
import { watchSession } from '../operations/watch-session.js';
import { bySession, ofQuestion } from './locators.js';
import { toQuestionType, toSessionLiveType } from './mapping.js';
import { QuestionEditInput, RecordAnswerInput, SubmitQuestionInput } from './question.input.js';
import { AnswerType, AskerRecordType, QuestionType, SessionLiveType } from './question.type.js';

const edits = 'NOT_FOUND; STALE_VERSION if it was changed meanwhile; CONFLICT if it can not move so.';

@Resolver(() => EventType)
export class EventQuestionsResolver {
  @Public('Strangers see only what was said aloud.', ofParent)
  @ResolveField(() => [QuestionType], {
    description:
      'Its questions in the order of asking: all for moderators, for others those that were asked.',
  })
  async questions(
    @InEvent() ctx: EventCtx,
    @Parent() event: EventType,
    @Args('session', { type: () => ID, nullable: true, description: 'Only of this session.' })
    session: string | null | undefined,
    @Args('state', { type: () => questionState.enum, nullable: true, description: 'Only in this state.' })
    state: QuestionState | null | undefined,
  ): Promise<QuestionType[]> {
    const filter = {
      ...(session == null ? {} : { sessionId: session }),
      ...(state == null ? {} : { state }),
    };
    return (await findQuestions(ctx, filter)).map((question) =>
      toQuestionType(question, ctx, event.language),
    );
  }
}

@Resolver(() => AnswerType)
export class AnswerResolver {
  @AsParent()
  @ResolveField(() => PersonType, {
    nullable: true,
    description: 'Who answered; null where the session keeps names back.',
  })
  async person(@Gql() gql: GqlContext, @Parent() answer: AnswerType): Promise<PersonType | null> {
    const person =
      answer.personId === null ? null : await personLoader(gql, answer.event).load(answer.personId);
    return person === null ? null : toPersonType(person, answer.language);
  }
}

@Resolver(() => QuestionType)
export class QuestionResolver {
  @AsParent()
  @ResolveField(() => [PersonType], { description: 'Whom it was put to, in order.' })
  async addressees(@Gql() gql: GqlContext, @Parent() question: QuestionType): Promise<PersonType[]> {
    const people = await personLoader(gql, question.event).loadMany([...question.addresseeIds]);
    return people.flatMap((person) =>
      person === null || person instanceof Error ? [] : [toPersonType(person, question.spoken)],
    );
  }

  @AsParent()
  @ResolveField(() => PersonType, {
    nullable: true,
    description: 'Who read it out; null if its asker put it.',
  })
  async readBy(@Gql() gql: GqlContext, @Parent() question: QuestionType): Promise<PersonType | null> {
    const person =
      question.readById === null ? null : await personLoader(gql, question.event).load(question.readById);
    return person === null ? null : toPersonType(person, question.spoken);
  }

  @Allow('askers.view', ofQuestion)
  @ResolveField(() => AskerRecordType, {
    nullable: true,
    description: 'Who asked, as recorded. Moderators only.',
  })
  askerRecord(@Parent() question: QuestionType): AskerRecordType {
    return question.record;
  }

  @Allow('questions.moderate', byEvent)
  @Mutation(() => QuestionType, {
    description:
      'Puts a question in a session. Safe to repeat with the same clientKey. BAD_INPUT; NOT_FOUND; CONFLICT if the ' +
      'session takes no questions.',
  })
  async submitQuestion(
    @InEvent() ctx: EventCtx,
    @Input(SubmitQuestionInput) input: object,
  ): Promise<QuestionType> {
    return shown(ctx, submitQuestion(ctx, input));
  }

  @Allow('questions.moderate', byEvent)
  @Mutation(() => QuestionType, { description: `Approves an online question. ${edits}` })
  async approveQuestion(
    @InEvent() ctx: EventCtx,
    @Input(QuestionEditInput) input: object,
  ): Promise<QuestionType> {
    return shown(ctx, approveQuestion(ctx, input));
  }

  @Allow('questions.moderate', byEvent)
  @Mutation(() => QuestionType, { description: `Puts an approved question into the queue. ${edits}` })
  async queueQuestion(
    @InEvent() ctx: EventCtx,
    @Input(QuestionEditInput) input: object,
  ): Promise<QuestionType> {
    return shown(ctx, queueQuestion(ctx, input));
  }

  @Allow('questions.moderate', byEvent)
  @Mutation(() => QuestionType, {
    description: `Has a queued question asked; one a session at a time. ${edits}`,
  })
  async putOnStage(@InEvent() ctx: EventCtx, @Input(QuestionEditInput) input: object): Promise<QuestionType> {
    return shown(ctx, putOnStage(ctx, input));
  }

  @Allow('questions.moderate', byEvent)
  @Mutation(() => QuestionType, {
    description: `Records who answered; several may, one after the other. ${edits}`,
  })
  async recordAnswer(
    @InEvent() ctx: EventCtx,
    @Input(RecordAnswerInput) input: object,
  ): Promise<QuestionType> {
    return shown(ctx, recordAnswer(ctx, input));
  }

  @Public('Whoever may know of the session sees what is said in it.', bySession)
  @Subscription(() => SessionLiveType, {
    description:
      'The question on stage and, for moderators, the queue of a session: at once, and at each change. NOT_FOUND for a session that one may not see.',
  })
  sessionLive(
    @InEvent() ctx: EventCtx,
    @Args('sessionId', { type: () => ID, description: 'The session.' }) sessionId: string,
  ): States<SessionLiveType> {
    return watchSession(ctx, sessionId, (live) => toSessionLiveType(live, ctx));
  }
}

async function shown(ctx: EventCtx, result: ReturnType<typeof putOnStage>): Promise<QuestionType> {
  return toQuestionType(showWhole(await result), ctx, ctx.event.languages[0] ?? 'en');
}
