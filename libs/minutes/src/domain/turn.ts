export const turnKinds = ['SPEECH', 'QUESTION', 'ANSWER', 'MODERATION', 'ANNOUNCEMENT', 'NARRATIVE'] as const;

export type TurnKind = (typeof turnKinds)[number];
