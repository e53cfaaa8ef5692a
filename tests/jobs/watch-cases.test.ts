import { describe, expect, it } from 'vitest'
import { closingHour } from '../../src/domain/working-calendar.ts'
import { jobs } from '../../src/jobs/index.ts'

describe('watch-cases', () => {
  const job = jobs['watch-cases']

  it('runs each hour, soon after an office closes, beside the other plans', () => {
    expect(job.queue).toBe('loa-plan')
    expect(job.hourly).toBe(5)
    expect(Number.isInteger(closingHour)).toBe(true)
  })

  it('takes nothing', () => expect(job.payload.safeParse({}).success).toBe(true))
  it('and nothing else', () => expect(job.payload.safeParse('x').success).toBe(false))
})
