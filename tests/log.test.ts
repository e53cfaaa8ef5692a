import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'

/** Logs one thing as the service does, in a process of its own, and gives what stands on standard error. */
function logged(what: string): Record<string, unknown> {
  const script = `import { makeLog } from './src/log.ts'; makeLog('info').error(${what}, 'it failed')`
  const run = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    encoding: 'utf8',
  })
  return JSON.parse(run.stderr)
}

describe('the log', () => {
  it('says what failed and where, but not with which values', () => {
    const error = "Object.assign(new RangeError('no such row'), { detail: 'Key (phone)=(0912345678)', code: 'P1' })"
    const line = logged(`{ error: ${error} }`)
    expect(line.error).toMatchObject({
      type: 'RangeError',
      message: 'no such row',
      stack: expect.stringContaining('at '),
    })
    expect(JSON.stringify(line)).not.toContain('0912345678')
  })

  it('says what is wrong with a row, but not the row', () => {
    const message = 'Invalid `create()` invocation:\\n\\n{ headName: \\"Lành\\" }\\n\\nArgument `x` is missing.'
    const line = logged(`{ error: Object.assign(new Error("${message}"), { name: 'PrismaClientValidationError' }) }`)
    expect(line.error).toMatchObject({ message: 'Argument `x` is missing.', stack: expect.stringContaining('at ') })
    expect(JSON.stringify(line)).not.toContain('Lành')
  })

  it('takes a text for an error as it is', () => {
    expect(logged("{ error: 'no such row' }").error).toBe('no such row')
  })

  it('hides who somebody is and what they said, however deep it stands', () => {
    const line = JSON.stringify(
      logged(
        "{ phone: '0912345678', account: { name: 'Lành' }, update: { what: { text: 'vay vốn', code: 'LANH2468' } } }",
      ),
    )
    for (const secret of ['0912345678', 'Lành', 'vay vốn', 'LANH2468']) expect(line).not.toContain(secret)
  })
})
