import type { Tx } from '../ports/store.ts'

/** The setting that names the bank's domains: a list of hosts in small letters. */
export const ownDomainsSetting = 'own_domains'

/** Where nobody has set any: the bank's own site, and the web portals of ministries are none of them. */
const usual = ['vbsp.org.vn']

/** The domains that are the bank's own. A link to any other is not ours. */
export async function ownDomains({ settings }: Pick<Tx, 'settings'>): Promise<string[]> {
  const set = await settings.get(ownDomainsSetting)
  return Array.isArray(set) && set.length > 0 ? set.map((each) => String(each).toLowerCase()) : usual
}
