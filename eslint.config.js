import hooks from 'eslint-plugin-react-hooks'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

/** Type-aware rules cost half a minute: CI asks for them with LINT_TYPES=1, the fast loop does without. */
const typed = process.env.LINT_TYPES === '1'
const base = typed ? tseslint.configs.strictTypeChecked : tseslint.configs.strict

const noClock = [
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'shared/ has no clock: take an Instant.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'shared/ has no clock: take an Instant.',
  },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'shared/ has no chance: take an id or a number.',
  },
]

export default defineConfig(
  globalIgnores(['out/', '.cache/', 'resources/', 'test/fixtures/', 'node_modules/', 'var/']),
  { files: ['**/*.{ts,tsx}'], extends: [base], plugins: { 'react-hooks': hooks } },
  {
    files: ['**/*.{ts,tsx}'],
    ...(typed
      ? { languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } } }
      : {}),
    rules: {
      'no-restricted-syntax': ['error', { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' }],
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      ...(typed
        ? {
            '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
            // A port promises a promise; a fake that has it at once keeps the promise too.
            '@typescript-eslint/require-await': 'off',
            // `if (bad) return setProblem(…)` says in one line that here it ends.
            '@typescript-eslint/no-confusing-void-expression': 'off',
          }
        : {}),
    },
  },
  {
    files: ['shared/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...noClock,
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
      ],
    },
  },
  { files: ['*.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
)
