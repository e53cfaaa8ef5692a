import { failuresAllowed, provesPapers, windowHours } from '../domain/link-proof.ts'
import type { PersonRole } from '../ports/accounts.ts'
import type { Household } from '../ports/households.ts'
import { handOver } from './hand-over.ts'
import type { Scene } from './scene.ts'
import { unlinkAccount } from './unlink-account.ts'

/** What was offered: a code from paper or a number that the platform vouches for, and the proof from the loan book. */
export interface LinkClaim {
  code?: string
  phone?: string
  proof: string
  /** Who of the household writes from this account, by their own word. */
  role: PersonRole
  purposes: readonly ('loans' | 'reminders')[]
}

/** How linking ended. `failed` never says which half was wrong. */
export type LinkResult =
  | { kind: 'linked'; household: Household }
  | { kind: 'failed'; left: number }
  | { kind: 'locked' }

/**
 * Links the account to the household that the claim proves. Who is its head or spouse on another account already has one set of consents
 * on both from then on: what stands on the other and what is allowed now. Five failures within a day lock it, and staff are told
 * once.
 */
export async function linkHousehold(scene: Scene, claim: LinkClaim): Promise<LinkResult> {
  const { tx, account, now } = scene
  if (account.linkLockedUntil && account.linkLockedUntil > now) return { kind: 'locked' }
  const household = await claimed(scene, claim)
  const about = { accountId: account.id, ...(household ? { householdId: household.id } : {}) }
  const before = await failures(scene, about)
  if (before >= failuresAllowed) return lockLinking(scene)
  const passed = household !== undefined && (await proves(scene, household, claim.proof))
  await tx.linking.attempt({ ...about, passed, at: now })
  if (passed) return link(scene, household, claim)
  return before + 1 >= failuresAllowed ? lockLinking(scene) : { kind: 'failed', left: failuresAllowed - before - 1 }
}

/** A number that several households gave proves none of them. */
async function claimed({ tx, now }: Scene, { code, phone }: LinkClaim): Promise<Household | undefined> {
  if (code !== undefined) {
    const id = await tx.linking.householdOf(code, now)
    return id === undefined ? undefined : tx.households.find(id)
  }
  const households = phone === undefined ? [] : await tx.households.byPhone(phone)
  return households.length === 1 ? households[0] : undefined
}

async function failures({ tx, now }: Scene, about: { accountId: string; householdId?: string }): Promise<number> {
  const since = new Date(now.getTime() - windowHours * 3_600_000)
  const { account, household } = await tx.linking.failures({ ...about, since })
  return Math.max(account, household)
}

async function proves({ tx }: Scene, household: Household, proof: string): Promise<boolean> {
  const loans = await tx.loans.ofHousehold(household.id)
  const { birthYear } = household
  return provesPapers(proof, {
    loanCodes: loans.map((l) => l.loanCode),
    ...(birthYear === undefined ? {} : { birthYear }),
  })
}

async function link(scene: Scene, household: Household, { purposes, role }: LinkClaim): Promise<LinkResult> {
  const { tx, account, now } = scene
  // What was allowed for another household, or as another person, goes no further.
  if (account.householdId !== undefined && (account.householdId !== household.id || account.role !== role))
    await unlinkAccount(scene, account.id)
  const name = role === 'head' ? household.headName : account.name
  await tx.accounts.link(account.id, { householdId: household.id, person: { role, name }, at: now })
  await tx.linking.use(household.id, account.id, now)
  await tx.consents.give({
    accountId: account.id,
    purposes,
    wording: 'flows/link-account:1',
    lang: account.lang,
    at: now,
  })
  await tx.audit.write({
    at: now,
    actorKind: 'household',
    actorId: account.id,
    action: 'account.link',
    subjectKind: 'household',
    subjectId: household.id,
  })
  Object.assign(account, { householdId: household.id, role })
  return { kind: 'linked', household }
}

/** Locks linking after too many failures, and tells staff once. */
export async function lockLinking(scene: Scene): Promise<{ kind: 'locked' }> {
  const { tx, account, now, language } = scene
  await tx.accounts.lockLinking(account.id, new Date(now.getTime() + windowHours * 3_600_000))
  if (!(await tx.cases.openOf(account.id, 'link_locked'))) {
    await handOver(scene, {
      kind: 'link_locked',
      by: 'bot',
      text: language.say({ key: 'common:link_locked_case' }, 'vi'),
    })
  }
  return { kind: 'locked' }
}
