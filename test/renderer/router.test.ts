import { describe, expect, test } from 'vitest'
import { type Route, hrefOf, routeFrom } from '../../renderer/router'

const places: Exclude<Route, { place: 'nowhere' }>[] = [
  { place: 'home' },
  { place: 'capture', draft: '6f2c5a3e-1111-4222-8333-444455556666' },
  { place: 'people' },
  { place: 'person', subject: '6f2c5a3e-1111-4222-8333-444455556666' },
  { place: 'stop', subject: '6f2c5a3e-1111-4222-8333-444455556666' },
  { place: 'digitise', draft: null },
  { place: 'digitise', draft: '6f2c5a3e-1111-4222-8333-444455556666' },
  { place: 'duplicates' },
  { place: 'objection' },
  { place: 'proof', event: 'ab'.repeat(32) },
  { place: 'sync' },
  { place: 'settings' },
]

describe('addresses', () => {
  test.each(places)('$place is found again by its address', (route) => {
    expect(routeFrom(hrefOf(route))).toEqual(route)
  })
  test.each(['#/nonsense', '#/capture', '#/proof', '#/proof/'])('%s is nowhere', (hash) => {
    expect(routeFrom(hash)).toEqual({ place: 'nowhere' })
  })
  test('an empty address is home', () => {
    expect(routeFrom('')).toEqual({ place: 'home' })
    expect(routeFrom('#/')).toEqual({ place: 'home' })
  })
})
