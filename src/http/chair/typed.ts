import { plainText } from '../../domain/plain-text.ts'
import type { ChairCtx } from './page.tsx'

/** A form as it was sent, without what no database takes. A body that is no form has no fields. */
export async function typedIn(c: ChairCtx): Promise<{ one(name: string): string; all(name: string): string[] }> {
  const body = await c.req.parseBody({ all: true }).catch(() => ({}) as Record<string, string[]>)
  const all = (name: string) => [body[name]].flat().flatMap((v) => (typeof v === 'string' ? [plainText(v)] : []))
  return { one: (name) => all(name)[0] ?? '', all }
}
