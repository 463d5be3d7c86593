import { z } from 'zod'

const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/)
const slug = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/)

/** A random pseudonym; it says nothing about the person once their key is destroyed. */
export const SubjectId = z.uuid().brand('SubjectId')
export type SubjectId = z.infer<typeof SubjectId>

export const ControllerId = slug.brand('ControllerId')
export type ControllerId = z.infer<typeof ControllerId>

export const DeviceId = z.uuid().brand('DeviceId')
export type DeviceId = z.infer<typeof DeviceId>

/** A pseudonym of the operator; the controller keeps the list of who is who. */
export const OperatorId = slug.brand('OperatorId')
export type OperatorId = z.infer<typeof OperatorId>

export const PurposeId = slug.brand('PurposeId')
export type PurposeId = z.infer<typeof PurposeId>

/** One wording in one language and version, for example `offers.3.de`. */
export const NoticeId = slug.brand('NoticeId')
export type NoticeId = z.infer<typeof NoticeId>

export const FormTemplateId = slug.brand('FormTemplateId')
export type FormTemplateId = z.infer<typeof FormTemplateId>

/** SHA-256 of the signed leaf, in hexadecimal. Whoever holds the bytes can compute it. */
export const EventId = sha256Hex.brand('EventId')
export type EventId = z.infer<typeof EventId>

/** SHA-256 of the sealed evidence, in hexadecimal. */
export const EvidenceId = sha256Hex.brand('EvidenceId')
export type EvidenceId = z.infer<typeof EvidenceId>

/** One confirmation by a person. Asked to record the same act twice, the journal answers with what it already has. */
export const ActId = z.uuid().brand('ActId')
export type ActId = z.infer<typeof ActId>

export const DraftId = z.uuid().brand('DraftId')
export type DraftId = z.infer<typeof DraftId>

/** SHA-256, in hexadecimal. */
export const Hash = sha256Hex.brand('Hash')
export type Hash = z.infer<typeof Hash>
