import { Args, ID, Mutation, Parent, ResolveField, Resolver, Subscription } from '@nestjs/graphql';
import { EventType, PersonType, byEvent, ofParent, personLoader, toPersonType } from '@plenary/event/graphql';
import type { EventCtx } from '@plenary/platform';
import { Allow, AsParent, Gql, InEvent, Input, Public, type GqlContext } from '@plenary/platform/graphql';
import type { States } from '@plenary/platform/live';
import { AnswerType, QuestionType } from '@plenary/questions/graphql';
import { approveEdition } from '../operations/approve-edition.js';
import { assignSpeaker } from '../operations/assign-speaker.js';
import { checkMinutes } from '../operations/check-minutes.js';
import { draftMinutes } from '../operations/draft-minutes.js';
import { findPublishedEdition, listAllEditions, listEditionSections } from '../operations/find-edition.js';
import { importTranscript } from '../operations/import-transcript.js';
import { listEditionFiles } from '../operations/published-files.js';
import { publishEdition } from '../operations/publish-edition.js';
import type { EditionSummary } from '../operations/summary.js';
import { updateTurn } from '../operations/update-turn.js';
import { waiveFinding } from '../operations/waive-finding.js';
import { watchPublication } from '../operations/watch-publication.js';
import { wordsLoader } from './loaders.js';
import { byEdition, ofRecord } from './locators.js';
import { toEditionType, toRecognitionType, toSectionType, toTurnType, toWordsType } from './mapping.js';
import {
  ApproveEditionInput,
  AssignSpeakerInput,
  DraftMinutesInput,
  EditionInput,
  ImportTranscriptInput,
  UpdateTurnInput,
  WaiveFindingInput,
} from './minutes.input.js';
import {
  ArtifactType,
  DraftMinutesPayload,
  EditionType,
  ImportTranscriptPayload,
  MinutesFindingType,
  PublicationType,
  SectionType,
  TurnType,
  WordsType,
} from './minutes.type.js';

const edits =
  'NOT_FOUND; STALE_VERSION if it was changed meanwhile; CONFLICT if its state does not allow it.';

function shown(ctx: EventCtx, edition: EditionSummary): EditionType {
  return toEditionType(edition, ctx);
}

@Resolver(() => EventType)
export class EventMinutesResolver {
  @Public('Published minutes are public.', ofParent)
  @ResolveField(() => EditionType, {
    nullable: true,
    description: 'The current edition of its minutes; null before.',
  })
  async minutes(
    @InEvent() ctx: EventCtx,
    @Parent() event: EventType,
    @Args('language', {
      type: () => String,
      nullable: true,
      description: 'BCP 47; else that of the event field.',
    })
    language: string | null | undefined,
  ): Promise<EditionType | null> {
    const edition = await findPublishedEdition(ctx, language ?? event.language);
    return edition === null ? null : shown(ctx, edition);
  }

  @Allow('minutes.edit', ofParent)
  @ResolveField(() => [EditionType], { description: 'Every edition, also those in work. Staff only.' })
  async editions(@InEvent() ctx: EventCtx): Promise<EditionType[]> {
    return (await listAllEditions(ctx)).map((edition) => shown(ctx, edition));
  }
}

@Resolver(() => EditionType)
export class EditionResolver {
  @Public('Whoever was shown the edition may read it.', ofRecord)
  @ResolveField(() => [SectionType], { description: 'Its words, session by session.' })
  async sections(@InEvent() ctx: EventCtx, @Parent() edition: EditionType): Promise<SectionType[]> {
    return (await listEditionSections(ctx, edition)).map((section) =>
      toSectionType(section, ctx, edition.language),
    );
  }

  @Public('Whoever was shown the edition may have its files listed.', ofRecord)
  @ResolveField(() => [ArtifactType], { description: 'Its files, with the hashes that the manifest signs.' })
  async artifacts(@InEvent() ctx: EventCtx, @Parent() edition: EditionType): Promise<ArtifactType[]> {
    return (await listEditionFiles(ctx, edition.id)).artifacts;
  }

  @Allow('minutes.edit', ofRecord)
  @ResolveField(() => [MinutesFindingType], { description: 'What the checks find in it. Staff only.' })
  async findings(@InEvent() ctx: EventCtx, @Parent() edition: EditionType): Promise<MinutesFindingType[]> {
    return checkMinutes(ctx, edition);
  }

  @Allow('minutes.edit', byEvent)
  @Mutation(() => ImportTranscriptPayload, {
    description:
      'Imports an uploaded WebVTT file. BAD_INPUT with the lines at fault; NOT_FOUND for the upload or session.',
  })
  async importTranscript(
    @InEvent() ctx: EventCtx,
    @Input(ImportTranscriptInput) input: object,
  ): Promise<ImportTranscriptPayload> {
    const report = await importTranscript(ctx, input);
    return { ...report, recognition: toRecognitionType(report) };
  }

  @Allow('minutes.edit', byEvent)
  @Mutation(() => DraftMinutesPayload, {
    description:
      'Drafts the minutes from the last transcript. BAD_INPUT; CONFLICT without one, or where work would be lost.',
  })
  async draftMinutes(
    @InEvent() ctx: EventCtx,
    @Input(DraftMinutesInput) input: object,
  ): Promise<DraftMinutesPayload> {
    const result = await draftMinutes(ctx, input);
    return { edition: shown(ctx, result.edition), recognition: toRecognitionType(result) };
  }

  @Allow('minutes.edit', byEvent)
  @Mutation(() => EditionType, {
    description:
      'Says whom a label of the transcript means. BAD_INPUT; NOT_FOUND; CONFLICT once the words are frozen.',
  })
  async assignSpeaker(
    @InEvent() ctx: EventCtx,
    @Input(AssignSpeakerInput) input: object,
  ): Promise<EditionType> {
    return shown(ctx, await assignSpeaker(ctx, input));
  }

  @Allow('minutes.edit', byEvent)
  @Mutation(() => TurnType, {
    description: `Gives a turn new words; an approved edition returns to DRAFT. BAD_INPUT; ${edits}`,
  })
  async updateTurn(@InEvent() ctx: EventCtx, @Input(UpdateTurnInput) input: object): Promise<TurnType> {
    return toTurnType(await updateTurn(ctx, input), ctx, ctx.event.languages[0] ?? 'en');
  }

  @Allow('minutes.publish', byEvent)
  @Mutation(() => EditionType, { description: `Lets a finding stand, with a reason. BAD_INPUT; ${edits}` })
  async waiveFinding(
    @InEvent() ctx: EventCtx,
    @Input(WaiveFindingInput) input: object,
  ): Promise<EditionType> {
    return shown(ctx, await waiveFinding(ctx, input));
  }

  @Allow('minutes.publish', byEvent)
  @Mutation(() => EditionType, {
    description: `Approves an edition and freezes its words. CONFLICT with \`findings\` while a BLOCKER stands. ${edits}`,
  })
  async approveEdition(
    @InEvent() ctx: EventCtx,
    @Input(ApproveEditionInput) input: object,
  ): Promise<EditionType> {
    return shown(ctx, await approveEdition(ctx, input));
  }

  @Allow('minutes.publish', byEvent)
  @Mutation(() => EditionType, {
    description: `Has an approved edition published; see publicationProgress. ${edits}`,
  })
  async publishEdition(@InEvent() ctx: EventCtx, @Input(EditionInput) input: object): Promise<EditionType> {
    return shown(ctx, await publishEdition(ctx, input));
  }

  @Allow('minutes.edit', byEdition)
  @Subscription(() => PublicationType, {
    description:
      'How far a publication is: at once, and at each step until it is over. NOT_FOUND if none was asked for.',
  })
  publicationProgress(
    @InEvent() ctx: EventCtx,
    @Args('editionId', { type: () => ID, description: 'The edition.' }) editionId: string,
  ): States<PublicationType> {
    return watchPublication(ctx, editionId);
  }
}

@Resolver(() => TurnType)
export class TurnResolver {
  @AsParent()
  @ResolveField(() => PersonType, {
    nullable: true,
    description: 'Who speaks; null for who asks, or is not known.',
  })
  async person(@Gql() gql: GqlContext, @Parent() turn: TurnType): Promise<PersonType | null> {
    const person = turn.personId === null ? null : await personLoader(gql, turn.event).load(turn.personId);
    return person === null ? null : toPersonType(person, turn.printedIn);
  }

  @Allow('minutes.edit', ofRecord)
  @ResolveField(() => String, {
    nullable: true,
    description: 'What the transcript calls the speaker. Staff only.',
  })
  sourceLabel(@Parent() turn: TurnType): string {
    return turn.label;
  }
}

@Resolver(() => QuestionType)
export class QuestionWordsResolver {
  @AsParent()
  @ResolveField(() => [WordsType], { description: 'Where it stands in the published minutes.' })
  async words(@Gql() gql: GqlContext, @Parent() question: QuestionType): Promise<WordsType[]> {
    const words = await wordsLoader(gql, question, 'question').load(question.id);
    return words.map((one) => toWordsType(one, question.event, gql.ctx.services.settings.publicUrl));
  }
}

@Resolver(() => AnswerType)
export class AnswerWordsResolver {
  @AsParent()
  @ResolveField(() => [WordsType], { description: 'Where it stands in the published minutes.' })
  async words(@Gql() gql: GqlContext, @Parent() answer: AnswerType): Promise<WordsType[]> {
    const words = await wordsLoader(gql, answer, 'answer').load(answer.id);
    return words.map((one) => toWordsType(one, answer.event, gql.ctx.services.settings.publicUrl));
  }
}
