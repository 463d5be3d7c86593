import type { FastifyInstance } from 'fastify'

/** What was answered, by route and status, and how long it took: numbers, and nothing of anybody. */
export type Metrics = { readonly text: (gauges: Readonly<Record<string, number>>) => string }

/** Upper ends of the steps of the histogram, in seconds. */
const STEPS = [0.005, 0.025, 0.1, 0.5, 2.5, 10] as const

export function countAnswers(app: FastifyInstance): Metrics {
  const answers = new Map<string, number>()
  const steps = STEPS.map(() => 0)
  let count = 0
  let seconds = 0
  app.addHook('onResponse', async (request, reply) => {
    // The route as it is written here: an address can hold a token.
    const route = request.routeOptions.url ?? 'none'
    const name = `method="${request.method}",route="${route}",status="${reply.statusCode}"`
    answers.set(name, (answers.get(name) ?? 0) + 1)
    const took = reply.elapsedTime / 1000
    STEPS.forEach((step, i) => {
      if (took <= step) steps[i] = (steps[i] ?? 0) + 1
    })
    count++
    seconds += took
  })
  return {
    text: (gauges) =>
      [
        '# TYPE consent_answers_total counter',
        ...[...answers].sort().map(([name, times]) => `consent_answers_total{${name}} ${times}`),
        '# TYPE consent_answer_seconds histogram',
        ...STEPS.map((step, i) => `consent_answer_seconds_bucket{le="${step}"} ${steps[i] ?? 0}`),
        `consent_answer_seconds_bucket{le="+Inf"} ${count}`,
        `consent_answer_seconds_sum ${seconds}`,
        `consent_answer_seconds_count ${count}`,
        ...Object.entries(gauges).flatMap(([name, value]) => [`# TYPE ${name} gauge`, `${name} ${value}`]),
        '',
      ].join('\n'),
  }
}
