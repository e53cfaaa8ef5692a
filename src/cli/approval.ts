import type { Command } from 'commander'
import { approvalRule, setApprovalRule } from '../app/announcement-rules.ts'
import { approvalRules, readApprovalRule } from '../domain/announcement-approval.ts'
import type { CommandDeps, Doors } from './doors.ts'

interface ApprovalOptions {
  office?: string
  set?: string
}

const meaning = `
director  a director agrees to every announcement before it goes, and never to their own (where nothing is said)
officer   a director or another officer does
none      nobody has to: whoever writes an announcement may send it, and so may the command announce --yes`

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
  const { store, clock } = deps
  const offices = await store.people.offices({})
  const office = offices.find((one) => one.code === code)
  if (code !== undefined && !office) return doors.fail(`--office ${code} is the code of no office`)
  if (set !== undefined) {
    const rule = readApprovalRule(set) ?? doors.fail(`--set is one of ${approvalRules.join(', ')}, not ${set}`)
    await store.transaction(async (tx) => {
      await setApprovalRule(tx.settings, { rule, ...(office ? { officeId: office.id } : {}) })
      const subject = office
        ? { subjectKind: 'office', subjectId: String(office.id) }
        : { subjectKind: 'installation', subjectId: 'announcements' }
      const actor = { actorKind: 'system', actorId: 'cli' } as const
      await tx.audit.write({ at: clock.now(), ...actor, action: 'announcement.rule', ...subject, detail: { rule } })
    })
  }
  for (const { id, code: name } of office ? [office] : offices)
    doors.print(`${name}: ${await approvalRule(store.settings, id)}`)
}
