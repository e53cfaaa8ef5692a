/** The jobs there are and what each is told. Ids only: no name and no phone number ever travels in a queue. */
export interface JobPayloads {
  'receive-message': { channel: string; address: string }
  'send-batch': { lane: number }
  'plan-reminders': { day?: string }
  'remind-sitters': { day?: string }
  'echo-receipts': { day?: string }
  'forget-messages': Record<string, never>
  'keep-package': Record<string, never>
  'keep-months': Record<string, never>
  'watch-cases': Record<string, never>
  'work-imports': { fileId?: string }
  'tend-announcements': Record<string, never>
}

/** The name of a job. */
export type JobName = keyof JobPayloads

/** Wakes workers. Losing a wake-up costs seconds, never a message: the sweep finds what waits. */
export interface Jobs {
  wake<N extends JobName>(name: N, ...payloads: JobPayloads[N][]): Promise<void>
}
