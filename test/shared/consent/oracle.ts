import type { RuleCode } from '@shared/consent/reason'
import type { Situation } from './situations'

/**
 * What must come out, worked out from the words of the domain and not from facts: no event, no date and no code of the
 * rule is looked at here. It says every rule that forbids this case; permitted is where none does.
 */
export function forbiddenBy(one: Situation): ReadonlySet<RuleCode> {
  const codes = new Set<RuleCode>()
  const forbid = (when: boolean, code: RuleCode) => {
    if (when) codes.add(code)
  }
  const hasYes = one.yes !== 'none' && one.yes !== 'claimed'

  // There must be a yes: for this purpose, to this value.
  forbid(!hasYes, one.yes === 'claimed' && one.purpose === 'same' ? 'V14' : 'B0')
  forbid(hasYes && one.purpose === 'other', 'B0')
  forbid(one.value === 'other' && one.purpose === 'same', 'V2')
  forbid(one.value === 'other' && !hasYes, 'B0')
  forbid(one.value === 'other' && one.purpose === 'other', 'B0')

  // It must hold.
  if (hasYes && one.purpose === 'same' && one.value === 'same') {
    forbid(one.yes === 'unsigned-paper', 'V5')
    forbid(one.files === 'altered' || one.files === 'missing', 'V5')
    forbid(mustBeConfirmed(one) && !isConfirmed(one), 'V6')
    forbid(one.ends === 'passed', 'V7')
    forbid(one.asked === 'years-later', 'V7')
    forbid(one.yes === 'unproven-guardian', 'V8')
    forbid(one.age === 'child' && one.yes !== 'spoken-for', 'V8')
    // France wants the child to say it too; where the country is unknown, the strictest answers.
    const french = one.country === 'FR' || one.country === 'unknown'
    forbid(one.age === 'child' && one.yes === 'spoken-for' && french, 'V8')
    forbid(one.no === 'invalidated', 'V9')
  }

  // A no must not stand against it: a tie is a no, and only a yes that holds answers what was surely said before.
  const holds = codes.size === 0
  if (noReaches(one)) {
    const answered = holds && one.noWhen === 'before'
    const code = ({ refused: 'V11', withdrawn: 'V12', revoked: 'V12', objected: 'V13' } as const)[one.no as 'refused']
    forbid(!answered, code)
  }

  // Nor a life event that came after it. Death and restriction stop everything, whenever.
  forbid(one.life === 'died' || one.life === 'restricted', 'S1')
  const since = one.lifeWhen === 'after' || !holds
  forbid(one.life === 'replaced' && one.value === 'same' && since, 'V2')
  forbid(one.life === 'reported' && one.value === 'same' && since, 'V10')
  forbid((one.life === 'moved' || one.life === 'moved-abroad') && one.channel === 'post' && since, 'V2')
  forbid(one.life === 'employer' && one.value === 'same' && since, 'V10')
  return codes
}

/** A mailbox or a number is shown to be theirs by a signature beside it or by answering from it; a web form shows none. */
function mustBeConfirmed({ yes, channel, confirmation }: Situation): boolean {
  if (channel === 'post') return false
  // Who asked has a doubt, and waits.
  return yes === 'web-form' || confirmation !== 'none'
}

const isConfirmed = ({ confirmation }: Situation): boolean => confirmation === 'answered'

/** As wide as it was said: over everybody who is or may be this person, and over the value for anybody who named it. */
function noReaches({ no, noWhose, purpose, value }: Situation): boolean {
  if (no === 'none' || no === 'withdrawn-elsewhere' || no === 'invalidated') return false
  if (noWhose === 'different') return false
  if (no === 'refused') return noWhose !== 'stranger-naming-it' && purpose === 'same'
  return noWhose !== 'stranger-naming-it' || value === 'same'
}
