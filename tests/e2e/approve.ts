import type { Desk } from './desk.ts'

/** The second person's part, by forms alone: reads an announcement that waits, ticks every warning, and approves what was read. */
export async function approve(director: Desk, path: string): Promise<void> {
  const page = await director.page(path)
  const version = /name="version" value="(\d+)"/.exec(page)?.[1] ?? ''
  const ticked = [...page.matchAll(/name="ticked" value="([^"]*)"/g)].map(([, id]) =>
    (id ?? '').replaceAll('&amp;', '&'),
  )
  await director.send(`${path}/decide`, { decide: 'approve', version, ticked })
}
