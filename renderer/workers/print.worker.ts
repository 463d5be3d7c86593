import { z } from 'zod'
import { drawFlyer } from '@shared/form/draw-flyer'
import { layoutForm } from '@shared/form/layout-form'
import { codeWriter } from '../platform/write-code'
import { theFonts } from './fonts'
import { answerOn } from './ask-port'
import { openPaper } from './page-pictures'
import type { PrintAsk } from './print'

// Our policy forbids making code from text, and zod must not even try.
z.config({ jitless: true })

/** Lays sheets out, draws them and shows them, off the glass. */
async function work(ask: PrintAsk): Promise<unknown> {
  switch (ask.kind) {
    case 'lay-out':
      return layoutForm({ ...ask.needs, fonts: await theFonts() })
    case 'draw':
      return drawFlyer(ask.form, ask.sheets, { fonts: await theFonts(), writeCode: codeWriter(ask.base) })
    case 'picture': {
      const needs = { fonts: await theFonts(), writeCode: codeWriter(ask.base) }
      const pdf = await drawFlyer(ask.form, [{ serial: 'CNS0000000' }], needs)
      const paper = await openPaper(pdf, ask.base)
      if (!paper.ok) throw new Error('the sheet cannot be shown')
      const page = await paper.value.page(1)
      await paper.value.close()
      if (!page.ok) throw new Error('the sheet cannot be shown')
      return page.value.image
    }
  }
}

answerOn(self, (ask) => work(ask as PrintAsk))
