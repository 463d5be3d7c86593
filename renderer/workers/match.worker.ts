import { type PersonIndex, createPersonIndex } from '@shared/matching/person-index'
import { DeskDatabase } from '../store/database'
import { followPeople } from './follow-people'
import { answerOn } from './match-port'

/** Keeps the index of everybody known, and answers "whose words are these?" off the glass. */
let index: PersonIndex = createPersonIndex()
const { ready } = followPeople(new DeskDatabase(), () => (index = createPersonIndex()))
answerOn(self, (person, limit) => index.lookUp(person, limit), ready)

/** Work done between questions, a few milliseconds at a time. */
const SLICE = 6
void ready.then(() => {
  index.settle()
  const work = index.learn()
  const goOn = () => {
    const until = performance.now() + SLICE
    while (performance.now() < until) if (work.next().done) return
    setTimeout(goOn)
  }
  goOn()
})
