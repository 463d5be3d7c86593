import { Notice } from '../terms/notice'
import { type Finding } from './finding'

/** What is wrong with something that is not even a notice. These rules are held by the schema, not by a function. */
export const shapeRules = [
  { id: 'no-pre-tick', severity: 'hard', article: 'Art. 4(11), rec. 32 GDPR; CJEU C-673/17' },
  { id: 'no-unknown-attribute', severity: 'hard', article: 'Art. 7(1) GDPR' },
  { id: 'no-empty-slot', severity: 'hard', article: 'Art. 12(1), 13 GDPR' },
  { id: 'well-formed', severity: 'hard', article: 'Art. 7(1) GDPR' },
] as const

export type ShapeRuleId = (typeof shapeRules)[number]['id']

const ticks = /^(pre)?-?(tick|check|select)(ed)?$|^(default|initial)(value|state|answer|checked)?$|^value$|^answer$/i

/** Parses; says in our rules what the schema found. */
export function readNotice(value: unknown): { readonly notice: Notice } | { readonly findings: readonly Finding[] } {
  const parsed = Notice.safeParse(value)
  if (parsed.success) return { notice: parsed.data }
  return {
    findings: parsed.error.issues.flatMap((issue) => {
      const where = pathOf(issue.path)
      if (issue.code === 'unrecognized_keys')
        return issue.keys.map((key) => found(ticks.test(key) ? 'no-pre-tick' : 'no-unknown-attribute', where, key))
      return [found(issue.code === 'too_small' ? 'no-empty-slot' : 'well-formed', where)]
    }),
  }
}

function found(rule: ShapeRuleId, where: string, detail?: string): Finding {
  const { severity, article } = shapeRules.find(({ id }) => id === rule) ?? shapeRules[3]
  return { rule, severity, where, article, ...(detail === undefined ? {} : { detail }) }
}

const pathOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (sofar, part) =>
      typeof part === 'number' ? `${sofar}[${part}]` : `${sofar === '' ? '' : `${sofar}.`}${String(part)}`,
    '',
  ) || 'notice'
