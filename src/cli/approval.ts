import type { Command } from 'commander'
import { approvalRule } from '../app/announcement-rules.ts'
import { putApprovalRule } from '../app/set-approval-rule.ts'
import { approvalRules, readApprovalRule } from '../domain/announcement-approval.ts'
import type { CommandDeps, Doors } from './doors.ts'

interface ApprovalOptions {
  office?: string
  set?: string
}

const meaning = `
director  a director agrees to every announcement before it goes, and never to their own (where nothing is said)
officer   a director or another officer does
none      nobody has to: whoever writes an announcement may send it from the console, and the command announce --yes may, too`

/** `approval`: shows or sets who has to agree to announcements, for all offices or for one. */
export function approval(program: Command, doors: Doors): void {
  program
    .command('approval')
    .description('who has to agree to an announcement before it goes')
    .option('--office <code>', 'of this office; without it the word that holds for all that have none of their own')
    .option('--set <rule>', `one of ${approvalRules.join(', ')}`)
    .addHelpText('after', meaning)
    .action((options: ApprovalOptions) => doors.withStore((deps) => run(doors, deps, options)))
}

async function run(doors: Doors, deps: CommandDeps, { office: code, set }: ApprovalOptions): Promise<void> {
  const { store } = deps
  const offices = await store.people.offices({})
  const office = offices.find((one) => one.code === code)
  if (code !== undefined && !office) return doors.fail(`--office ${code} is the code of no office`)
  if (set !== undefined) {
    const rule = readApprovalRule(set) ?? doors.fail(`--set is one of ${approvalRules.join(', ')}, not ${set}`)
    const by = { actorKind: 'system', actorId: 'cli' } as const
    await putApprovalRule(deps, { by, rule, ...(office ? { officeId: office.id } : {}) })
  }
  for (const { id, code: name } of office ? [office] : offices)
    doors.print(`${name}: ${await approvalRule(store.settings, id)}`)
}
