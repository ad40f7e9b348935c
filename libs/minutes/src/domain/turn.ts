import { z } from 'zod';

export const turnKind = z.enum(['SPEECH', 'QUESTION', 'ANSWER', 'MODERATION', 'ANNOUNCEMENT', 'NARRATIVE']);

export type TurnKind = z.output<typeof turnKind>;
