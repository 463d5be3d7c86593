import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

const css = readFileSync(resolve(import.meta.dirname, '../../renderer/styles/tokens.css'), 'utf8')

/** The colours of one theme by name. Dark says only what differs. */
function coloursOf(theme: 'light' | 'dark'): Map<string, string> {
  const [light = '', dark = ''] = css.split(":root[data-theme='dark']")
  const found = (text: string) =>
    [...text.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name = '', value = '']) => [name, value] as const)
  return new Map([...found(light), ...(theme === 'dark' ? found(dark) : [])])
}

/** WCAG 2.2, relative luminance and contrast ratio. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
const contrast = (a: string, b: string): number => {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

const text: [string, string][] = [
  ...['canvas', 'surface', 'sunken'].flatMap((ground): [string, string][] => [
    ['text', ground],
    ['text-2', ground],
    ['accent', ground],
    ['ok', ground],
    ['warn', ground],
    ['stop', ground],
    ['info', ground],
  ]),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['accent', 'accent-soft'],
  ['text', 'accent-soft'],
  ['ok', 'ok-soft'],
  ['text', 'ok-soft'],
  ['warn', 'warn-soft'],
  ['text', 'warn-soft'],
  ['stop', 'stop-soft'],
  ['text', 'stop-soft'],
]
const parts: [string, string][] = [
  ['line-strong', 'surface'],
  ['line-strong', 'canvas'],
  ['focus', 'surface'],
  ['focus', 'canvas'],
  ['warn-line', 'surface'],
]

describe.each(['light', 'dark'] as const)('%s', (theme) => {
  const colours = coloursOf(theme)
  const between = (a: string, b: string) => contrast(colours.get(a) ?? '', colours.get(b) ?? '')
  test.each(text)('%s is readable on %s', (a, b) => {
    expect(between(a, b)).toBeGreaterThanOrEqual(4.5)
  })
  test.each(parts)('%s is seen on %s', (a, b) => {
    expect(between(a, b)).toBeGreaterThanOrEqual(3)
  })
})
