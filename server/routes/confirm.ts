import type { FastifyInstance, FastifyReply } from 'fastify'
import { never } from '@shared/base/never'
import { type Language, languages } from '@shared/terms/language'
import { dayIn } from '../letters/words'
import type { Page } from '../own/confirmations'
import type { Parts } from '../parts'

/**
 * The page behind the link of a letter. Opening it changes nothing, however often and by whom: programs that check mail
 * follow every link. Only the button confirms.
 */
export function confirmRoutes(app: FastifyInstance, parts: Parts): void {
  const { confirmations, catalogue, limits } = parts
  const tenant = catalogue.controller.id
  app.get<{ Params: { token: string } }>('/confirm/:token', async (request, reply) => {
    const language = languageOf(request.headers['accept-language'])
    if (!limits.strangers.take(request.ip)) return show(reply, 429, language, busy(parts, language))
    return answer(reply, await confirmations.look(tenant, request.params.token), language)
  })
  app.post<{ Params: { token: string } }>('/confirm/:token', async (request, reply) => {
    const language = languageOf(request.headers['accept-language'])
    if (!limits.strangers.take(request.ip)) return show(reply, 429, language, busy(parts, language))
    const page = await confirmations.answer(tenant, request.params.token)
    request.log.info({ page: page.kind }, 'confirmation')
    return answer(reply, page, language)
  })

  function answer(reply: FastifyReply, page: Page, language: Language): FastifyReply {
    switch (page.kind) {
      case 'open':
        return show(reply, 200, page.asked.language, openPage(parts, page))
      case 'confirmed':
        return show(reply, 200, page.language, closedPage(parts, page.language, 'done'))
      case 'late':
        return show(reply, 410, page.language, closedPage(parts, page.language, 'late'))
      case 'unknown':
        return show(reply, 404, language, closedPage(parts, language, 'unknown'))
      default:
        return never(page)
    }
  }
}

type Content = { readonly title: string; readonly body: string }

function openPage({ say, catalogue }: Parts, { asked }: Extract<Page, { kind: 'open' }>): Content {
  const { language, agreed, askedAt } = asked
  const { name: controller, email } = catalogue.controller
  const words = (key: string, gaps: Record<string, string> = {}): string => text(say(language, `page.${key}`, gaps))
  return {
    title: say(language, 'page.title'),
    body: [
      `<h1>${words('title')}</h1>`,
      `<p>${words('open', { day: dayIn(language, askedAt), controller })}</p>`,
      `<ul>${agreed.map((line) => `<li>${text(line)}</li>`).join('')}</ul>`,
      `<p>${words('ask')}</p>`,
      `<form method="post"><button>${words('button')}</button></form>`,
      `<p>${words('else')}</p>`,
      `<p>${words('stop', { email })}</p>`,
    ].join('\n'),
  }
}

function closedPage({ say, catalogue }: Parts, language: Language, how: 'done' | 'late' | 'unknown'): Content {
  const title = say(language, `page.${how}-title`)
  const body = text(say(language, `page.${how}`, { controller: catalogue.controller.name }))
  return { title, body: `<h1>${text(title)}</h1>\n<p>${body}</p>` }
}

function busy({ say }: Parts, language: Language): Content {
  const title = say(language, 'page.busy-title')
  return { title, body: `<h1>${text(title)}</h1>\n<p>${text(say(language, 'page.busy'))}</p>` }
}

const STYLE = `
:root { color-scheme: light dark }
body { font: 1.125rem/1.5 system-ui, sans-serif; max-width: 38rem; margin: 0 auto; padding: 2rem 1.25rem }
h1 { font-size: 1.6rem; line-height: 1.25 }
button { font: inherit; font-weight: 600; min-height: 3rem; padding: .5rem 1.5rem; border: 2px solid #14532d;
  border-radius: .5rem; background: #14532d; color: #fff; cursor: pointer }
button:focus-visible { outline: 3px solid #2563eb; outline-offset: 3px }`

/** Loads nothing, sends nothing anywhere else, is kept by nobody. */
function show(reply: FastifyReply, status: number, language: Language, { title, body }: Content): FastifyReply {
  const csp =
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
  return reply
    .code(status)
    .headers({
      'content-security-policy': csp,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex',
      'x-content-type-options': 'nosniff',
    })
    .type('text/html; charset=utf-8')
    .send(
      `<!doctype html>\n<html lang="${language}">\n<meta charset="utf-8">\n` +
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n' +
        `<title>${text(title)}</title>\n<style>${STYLE}</style>\n<main>\n${body}\n</main>\n</html>\n`,
    )
}

const text = (words: string): string => words.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** The first of our languages a browser asks for; German where it asks for none. */
function languageOf(header: string | undefined): Language {
  const asked = (header ?? '').split(',').map((one) => one.trim().slice(0, 2).toLowerCase())
  return asked.flatMap((one) => languages.filter((language) => language === one))[0] ?? 'de'
}
