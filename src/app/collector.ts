import type { CaseSubject } from '../domain/case.ts'
import { fold } from '../domain/fold.ts'
import { namesLeader } from '../domain/paid-claim.ts'
import { householdOf } from './given.ts'
import type { Scene } from './scene.ts'

/** Whom a name on a receipt means, as far as it decides who looks into it: the leader of the household's group, somebody of the bank, or nobody known. */
export async function collectorOf(scene: Scene, name: string): Promise<CaseSubject> {
  const leaderName = (await householdOf(scene))?.group?.leaderName ?? ''
  if (namesLeader(name, leaderName)) return 'leader'
  return (await isStaffName(scene, name)) ? 'officer' : 'repayment'
}

/** True where somebody of the bank has that name, whole or all of its words. */
export async function isStaffName({ tx }: Pick<Scene, 'tx'>, name: string): Promise<boolean> {
  const words = fold(name)
  if (words.split(' ').length < 2) return false
  return (await tx.staff.list({})).some((member) => ` ${words} `.includes(` ${fold(member.name)} `))
}
