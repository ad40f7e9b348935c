import { readFileSync, readdirSync } from 'node:fs';
import nx from '@nx/eslint-plugin';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

/**
 * Who may import whom: each package says in its tags what it is, and which others it sees (design: house.md "Rooms");
 * `sees:*` are all that build on each other.
 */
const packages = ['apps', 'libs'].flatMap((rooms) =>
  readdirSync(rooms).map((room) => {
    const { tags } = JSON.parse(readFileSync(`${rooms}/${room}/package.json`, 'utf8')).nx;
    const [layer, ...sees] = tags.map((tag) => tag.replace(/^(?:layer|sees):/, ''));
    return { layer, sees };
  }),
);
const builtUpon = packages.filter(({ sees }) => !sees.includes('*')).map(({ layer }) => layer);
const boundaries = packages.map(({ layer, sees }) => ({
  sourceTag: `layer:${layer}`,
  onlyDependOnLibsWithTags: [layer, ...sees.flatMap((seen) => (seen === '*' ? builtUpon : [seen]))].map(
    (tag) => `layer:${tag}`,
  ),
}));

/** Floors inside a noun: imports go down only. */
const floors = {
  domain: ['data', 'operations', 'graphql', 'jobs', 'rendering', 'oidc'],
  data: ['operations', 'graphql', 'jobs', 'rendering', 'oidc'],
  operations: ['graphql', 'jobs'],
  rendering: ['data', 'operations', 'graphql', 'jobs'],
  oidc: ['data', 'operations', 'graphql', 'jobs'],
  jobs: ['data', 'graphql'],
  graphql: ['jobs', 'rendering'],
};

const graphqlPackages = ['@nestjs/*', 'graphql', '@plenary/*/graphql'];

function restricted(patterns) {
  return { 'no-restricted-imports': ['error', { patterns }] };
}

const byFloor = Object.entries(floors).map(([floor, above]) => ({
  files: [`libs/*/src/${floor}/**`],
  ignores: ['libs/platform/**'],
  rules: restricted([
    { regex: `^\\.\\./(${above.join('|')})(/|$)`, message: 'Floors import downwards only.' },
    ...(floor === 'domain'
      ? [
          {
            regex: '^@plenary/platform/(database|queue/.*|worker|storage|outgoing|services|graphql|http)$',
            message: 'Rules do no I/O.',
          },
        ]
      : []),
    ...(floor === 'data'
      ? []
      : [
          {
            group: ['@plenary/platform/database'],
            importNames: ['Prisma', 'PrismaClient'],
            message: 'Only the data floor knows Prisma.',
          },
        ]),
    ...(floor === 'graphql'
      ? []
      : [{ group: graphqlPackages, message: 'Only the graphql floor knows GraphQL.' }]),
  ]),
}));

export default tseslint.config(
  { ignores: ['**/dist/**', '**/generated/**', 'node_modules/**', '.data/**', '.nx/**', '**/*.d.ts'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          depConstraints: boundaries,
          banTransitiveDependencies: false,
          checkDynamicDependenciesExceptions: ['.*'],
        },
      ],
      // A class with static members or nothing but decorators is what the GraphQL library asks for.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      // By code points is how lengths count here (design: safety.md 5).
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // The library marks it so to make it stand out; the settings allow plain http on this machine alone.
      '@typescript-eslint/no-deprecated': [
        'error',
        { allow: [{ from: 'package', package: 'openid-client', name: 'allowInsecureRequests' }] },
      ],
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Settings are read in one place.' },
      ],
    },
  },
  ...byFloor,
  {
    // A text of others takes an expression no more steps than it has characters. Tests read our own.
    files: ['apps/*/src/**', 'libs/*/src/**'],
    ignores: ['libs/testing/**'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential', ignorePartial: false }],
    },
  },
  {
    // A longer file has two subjects; what is made from the messages is as long as they are.
    files: ['apps/*/src/**', 'libs/*/src/**'],
    ignores: ['{apps,libs}/*/src/words/words.ts'],
    rules: { 'max-lines': ['error', 350] },
  },
  {
    // GraphQL's types, and Nest's options, are shapes: what is handed over is a plain object of the same form.
    files: ['libs/*/src/graphql/**', 'apps/bench/src/peers/**'],
    rules: {
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
    },
  },
  {
    files: ['libs/*/src/domain/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'A rule takes the time as an argument.',
        },
        {
          selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
          message: 'A rule takes the time as an argument.',
        },
      ],
    },
  },
  {
    files: ['apps/worker/**', 'libs/nouns/src/jobs/**'],
    rules: restricted([{ group: graphqlPackages, message: 'The worker starts without GraphQL.' }]),
  },
  {
    // The edges, where settings come in and tests set them.
    files: [
      'apps/*/src/*.ts',
      'apps/bench/**',
      'apps/plenary/src/commands/session.ts',
      'libs/testing/**',
      'libs/platform/src/process/**',
      '**/*.spec.ts',
      '**/*.trial.ts',
      '**/test/**',
      'prisma.config.ts',
    ],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['**/*.spec.ts', '**/*.trial.ts', 'apps/*/test/**/*.ts', 'libs/*/test/**/*.ts'],
    rules: {
      // JSON of an answer is what the test itself holds against what it expects.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@nx/enforce-module-boundaries': [
        'error',
        {
          depConstraints: [{ sourceTag: '*', onlyDependOnLibsWithTags: ['*'] }],
          allowCircularSelfDependency: true,
        },
      ],
    },
  },
);
