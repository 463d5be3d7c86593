import { Controller } from '@shared/terms/party'
import { Notice } from '@shared/terms/notice'
import { Purpose } from '@shared/terms/purpose'
import type { Finding, Review } from '@shared/notice/finding'
import { checkNotice } from '@shared/notice/lint'
import type { Template } from './template'

/** Everything around the notice of a template, parsed; the notice itself is the linter's to read. */
export const around = ({ controller, purposes, siblings, form }: Template): Omit<Review, 'notice'> => ({
  controller: Controller.parse(controller),
  purposes: purposes.map((purpose) => Purpose.parse(purpose)),
  ...(siblings ? { siblings: siblings.map((sibling) => Notice.parse(sibling)) } : {}),
  ...(form ? { form } : {}),
})

export const findingsIn = (template: Template): readonly Finding[] => checkNotice(template.notice, around(template))

export const rulesIn = (findings: readonly Finding[], severity: Finding['severity']): readonly string[] =>
  [...new Set(findings.filter((finding) => finding.severity === severity).map(({ rule }) => rule))].sort()
