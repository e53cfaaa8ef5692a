import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { AnyFlow } from '../../src/conversation/flow.ts'
import { flows } from '../../src/flows/index.ts'
import { drawnInto, pictureOf, pictures } from './flow-picture.ts'

const all = flows as unknown as Record<string, AnyFlow>

describe('pictureOf', () => {
  it('draws ways that are always taken, ways with a condition, and the end', () => {
    expect(pictureOf(flows.welcome as unknown as AnyFlow)).toBe(
      [
        'flowchart LR',
        '  start -.-> q_language',
        '  start --> q_consent',
        '  q_language --> o_language_chosen',
        '  q_consent -.-> q_news',
        '  q_consent --> o_declined',
        '  q_news --> o_agreed',
        '  start((" "))',
        '  q_language["language"]',
        '  q_consent["consent"]',
        '  q_news["news"]',
        '  o_language_chosen(["language_chosen"])',
        '  o_agreed(["agreed"])',
        '  o_declined(["declined"])',
      ].join('\n'),
    )
  })

  it.each(Object.entries(all))('shows every question and outcome of %s', (_, flow) => {
    const picture = pictureOf(flow)
    for (const node of Object.keys(flow.questions)) expect(picture).toContain(`q_${node}["${node}"]`)
    for (const outcome of flow.outcomes) expect(picture).toMatch(new RegExp(`> o_${outcome}$`, 'm'))
  })

  it('tells a question from an outcome of the same name', () => {
    expect(pictureOf(all['my-loan'] as AnyFlow)).toContain('q_next --> o_menu')
  })
})

describe('drawnInto', () => {
  const page = '# Loa\n<!-- flows -->\nold\n<!-- /flows -->\nthe end\n'
  it('replaces what stands between the marks, and nothing else', () => {
    expect(drawnInto(page, all)).toBe(`# Loa\n<!-- flows -->\n${pictures(all)}\n<!-- /flows -->\nthe end\n`)
  })
  it('changes nothing the second time', () => expect(drawnInto(drawnInto(page, all), all)).toBe(drawnInto(page, all)))
  it.each(['# Loa', '<!-- /flows --> <!-- flows -->'])('refuses a page without the marks: %s', (text) => {
    expect(() => drawnInto(text, all)).toThrow('<!-- flows -->')
  })
})

describe('npm run flows:draw', () => {
  const folder = mkdtempSync(join(tmpdir(), 'loa-draw-'))
  const file = join(folder, 'page.md')
  afterAll(() => rmSync(folder, { recursive: true }))
  const draw = (...more: string[]) =>
    execFileSync(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'draw-flows.ts'), file, ...more], {
      stdio: 'pipe',
    })

  it('draws, and then has nothing to complain about', () => {
    writeFileSync(file, '<!-- flows --><!-- /flows -->')
    expect(() => draw('--check')).toThrow('not drawn as they are now')
    draw()
    expect(readFileSync(file, 'utf8')).toContain('flowchart LR')
    expect(() => draw('--check')).not.toThrow()
  })
})
