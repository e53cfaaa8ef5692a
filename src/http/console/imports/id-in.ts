import type { Ctx } from '../deps.ts'

/** The id in the address of a page; one that nothing has where it is no id. */
export function idIn(c: Ctx): string {
  const id = c.req.param('id') ?? ''
  return /^\d{1,18}$/.test(id) ? id : '0'
}
