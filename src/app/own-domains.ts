import type { Store, Tx } from '../ports/store.ts'

/** The setting that names the bank's domains: a list of hosts in small letters. */
export const ownDomainsSetting = 'own_domains'

/** Where nobody has set any: the bank's own site, and the web portals of ministries are none of them. */
const usual = ['vbsp.org.vn']

/** The domains that are the bank's own. A link to any other is not ours. */
export async function ownDomains({ settings }: Pick<Tx, 'settings'>): Promise<string[]> {
  const set = await settings.get(ownDomainsSetting)
  return Array.isArray(set) && set.length > 0 ? set.map((each) => String(each).toLowerCase()) : usual
}

/** Reads domains with commas between them; undefined where one is none, or is an ending that belongs to everybody ("com.vn"). */
export function readDomains(list: string): string[] | undefined {
  const domains = list.split(',').map((each) => each.trim().toLowerCase())
  const fine = domains.every((each) => domainForm.test(each) && !shared.test(each))
  return fine ? [...new Set(domains)] : undefined
}

const domainForm = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}$/
const shared = /^(?:(?:com|net|org|gov|edu|info|biz|name|pro)\.)?vn$|^(?:co|com|org|net)\.[a-z]{2}$/

/** Puts domains in the place of those that were set. Who did it is on record. */
export async function setOwnDomains(
  { transaction }: Pick<Store, 'transaction'>,
  { domains, by, at }: { domains: readonly string[]; by: string; at: Date },
): Promise<void> {
  await transaction(async (tx) => {
    await tx.settings.set(ownDomainsSetting, [...domains])
    await tx.audit.write({
      ...{ at, actorKind: 'system', actorId: by, action: 'office.domains' },
      ...{ subjectKind: 'office', subjectId: '', detail: { domains: domains.join(' ') } },
    })
  })
}
