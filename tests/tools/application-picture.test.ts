import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { applicationEvents, applicationStates } from '../../src/domain/application.ts'
import { requestPicture, requestsDrawnInto, requestTable } from './application-picture.ts'

describe('the picture of a request', () => {
  it.each(applicationStates.map((state) => [state]))('shows %s, and a way to it or from it', (state) => {
    expect(requestPicture()).toMatch(new RegExp(`(^  ${state} -|[|] ${state}$)`, 'm'))
    expect(requestTable()).toContain(`\`${state}\``)
  })

  it.each(applicationEvents.map((event) => [event]))('shows %s', (event) => {
    expect(requestPicture()).toContain(`|${event}|`)
  })

  it('leads back to wherever a request was returned from', () => {
    expect(requestPicture()).toContain('  returned -.->|supplement| with_officer')
    expect(requestPicture()).not.toContain('|supplement| approved')
  })

  it('stands in the README as the code is: npm run flows:draw', () => {
    const text = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
    expect(requestsDrawnInto(text)).toBe(text)
  })

  it('refuses a text without the marks', () => expect(() => requestsDrawnInto('x')).toThrow('<!-- requests -->'))
})
