import { describe, expect, it } from 'vitest'
import { jobs } from '../../src/jobs/index.ts'

describe('remind-sitters', () => {
  const job = jobs['remind-sitters']

  it('runs each morning, beside the other plans and after the first reminders of repayments', () => {
    expect(job.queue).toBe('loa-plan')
    expect(job.daily).toBeGreaterThan(7)
  })

  it.each([[{}], [{ day: '2026-11-25' }]])('takes %j', (payload) => {
    expect(job.payload.safeParse(payload).success).toBe(true)
  })

  it('refuses anything else', () => expect(job.payload.safeParse({ day: 5 }).success).toBe(false))
})
