import type { EventFile } from '@plenary/nouns/files';

type Forms = NonNullable<EventFile['forms']>;
type Fields = Forms[number]['versions'][number]['fields'];
type Choices = NonNullable<Fields[number]['choices']>;

const yesOrNo: Choices = [
  { key: 'yes', label: { en: 'Yes', ja: 'はい' } },
  { key: 'no', label: { en: 'No', ja: 'いいえ' } },
];

/** What was asked from the first day on. */
const firstFields: Fields = [
  {
    key: 'stay',
    type: 'CHOICE',
    label: { en: 'Where do you stay during the week?', ja: '会期中の宿泊先' },
    required: true,
    purpose: 'LOGISTICS',
    choices: [
      { key: 'conference-hotel', label: { en: 'At the conference hotel', ja: '会議指定ホテル' } },
      { key: 'elsewhere', label: { en: 'Elsewhere in the city', ja: '市内のほかの宿' } },
      { key: 'none', label: { en: 'I do not travel', ja: '宿泊しない' } },
    ],
  },
  {
    key: 'arrival',
    type: 'DATE',
    label: { en: 'On which day do you arrive?', ja: '到着日' },
    hint: { en: 'A bus meets the afternoon flights.', ja: '午後の便には送迎バスが出ます。' },
    required: true,
    purpose: 'LOGISTICS',
    when: [{ field: 'stay', isOneOf: ['conference-hotel', 'elsewhere'] }],
  },
  {
    key: 'phone',
    type: 'PHONE',
    label: { en: 'A telephone that you carry with you', ja: '携帯電話番号' },
    purpose: 'CONTACT',
  },
  {
    key: 'diet',
    type: 'CHOICES',
    label: { en: 'What should the kitchen leave out?', ja: '召し上がらないもの' },
    purpose: 'DIET_AND_ACCESS',
    choices: [
      { key: 'meat', label: { en: 'Meat', ja: '肉' } },
      { key: 'pork', label: { en: 'Pork', ja: '豚肉' } },
      { key: 'fish', label: { en: 'Fish', ja: '魚' } },
      { key: 'nuts', label: { en: 'Nuts', ja: 'ナッツ類' } },
      { key: 'other', label: { en: 'Something else', ja: 'そのほか' } },
    ],
  },
  {
    key: 'diet-other',
    type: 'TEXT',
    label: { en: 'Which food is it?', ja: '具体的にお書きください' },
    required: true,
    purpose: 'DIET_AND_ACCESS',
    when: [{ field: 'diet', isOneOf: ['other'] }],
  },
  {
    key: 'listed',
    type: 'CONSENT',
    label: {
      en: 'My name and organisation may stand in the list of participants that all of them receive.',
      ja: '参加者に配られる名簿に、氏名と所属を載せることに同意します。',
    },
    purpose: 'PUBLIC_LIST',
  },
];

/** The forms of the conference: of the one a second version, which asks for the visit as well. */
export const forms: Forms = [
  {
    key: 'participation',
    name: 'Coming to Tokyo',
    versions: [
      { fields: firstFields },
      {
        fields: [
          ...firstFields,
          {
            key: 'visit',
            type: 'CHOICE',
            label: { en: 'Do you come along to the harbour museum?', ja: '港の博物館の見学に参加しますか' },
            purpose: 'LOGISTICS',
            choices: yesOrNo,
            when: [{ field: 'stay', isOneOf: ['conference-hotel', 'elsewhere'] }],
          },
        ],
      },
    ],
  },
];

/** As what one takes part in the conference. */
export const categories: NonNullable<EventFile['categories']> = [
  {
    key: 'delegate',
    name: { en: 'Delegate', ja: '代表' },
    description: {
      en: 'For those whom a school, a ministry or a force sends.',
      ja: '学校、省庁、部隊から派遣される方。',
    },
    form: 'participation',
    showsWaiting: true,
    position: 1,
    quotas: [{ mode: 'ON_SITE', places: 150 }, { mode: 'ONLINE' }],
  },
  {
    key: 'speaker',
    name: { en: 'Speaker', ja: '登壇者' },
    byInvitation: true,
    position: 2,
    quotas: [{ mode: 'ON_SITE' }, { mode: 'ONLINE', places: 10 }],
  },
  {
    key: 'observer',
    name: { en: 'Observer', ja: 'オブザーバー' },
    description: {
      en: 'For all who want to listen. The gallery of the hall is small.',
      ja: '傍聴を希望される方。会場の席数には限りがあります。',
    },
    showsWaiting: true,
    position: 3,
    quotas: [
      { mode: 'ON_SITE', places: 20 },
      { mode: 'ONLINE', places: 200 },
    ],
  },
  {
    key: 'press',
    name: { en: 'Press', ja: '報道' },
    description: { en: 'The press office answers within a day.', ja: '報道担当が一日以内にお返事します。' },
    approval: 'REVIEW',
    position: 4,
    quotas: [{ mode: 'ON_SITE', places: 12 }],
  },
  {
    key: 'staff',
    name: { en: 'Staff', ja: 'スタッフ' },
    byInvitation: true,
    position: 5,
    quotas: [{ mode: 'ON_SITE', places: 40 }],
  },
];
