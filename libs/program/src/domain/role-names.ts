type Names = Readonly<Record<string, string>>;

const en: Names = {
  CHAIR: 'Chair',
  MODERATOR: 'Moderator',
  KEYNOTE: 'Keynote speaker',
  SPEAKER: 'Speaker',
  PANELIST: 'Panelist',
  DISCUSSANT: 'Discussant',
  RAPPORTEUR: 'Rapporteur',
  INTERPRETER: 'Interpreter',
};

const ja: Names = {
  CHAIR: '議長',
  MODERATOR: 'モデレーター',
  KEYNOTE: '基調講演者',
  SPEAKER: '発表者',
  PANELIST: 'パネリスト',
  DISCUSSANT: '討論者',
  RAPPORTEUR: '報告者',
  INTERPRETER: '通訳',
};

/** What a role is called on paper: in Japanese, or in English for any other language; one unknown to us as it is. */
export function roleName(role: string, language: string): string {
  return (language === 'ja' ? ja : en)[role] ?? role;
}
