import { randomBytes } from 'node:crypto'
import type { Command } from 'commander'
import { findUnit } from '../app/find-unit.ts'
import { type Invited, inviteStaff } from '../app/invite-staff.ts'
import { offerNewPassword } from '../app/offer-new-password.ts'
import { resetSecondFactor } from '../app/second-factor.ts'
import { readRole, roles } from '../domain/staff.ts'
import type { CommandDeps, Doors } from './doors.ts'

interface AddOptions {
  role: string
  unit?: string
}

/**
 * `staff add`: offers an account to an address and prints the one-time link by which it is accepted. `staff reset-second-factor`: lets
 * somebody in again who lost the phone and the backup codes, where nobody in the console can. `staff new-password` prints the link by which
 * somebody sets a new password.
 */
export function staff(program: Command, doors: Doors): void {
  const accounts = program.command('staff').description('accounts of staff')
  accounts
    .command('reset-second-factor <email>')
    .description('take away the second factor of an account whose phone is lost, and end its sessions')
    .action((email: string) => doors.withStore((deps) => reset(doors, deps, email)))
  accounts
    .command('new-password <email>')
    .description(
      'for whom nobody in the console can help: prints a link to set a new password, good once, for 24 hours',
    )
    .action((email: string) => doors.withStore((deps) => newPassword(doors, deps, email)))
  accounts
    .command('add <email>')
    .description('invite somebody; prints a link that is good once, for 7 days')
    .requiredOption('--role <role>', `one of ${roles.join(', ')}`)
    .option('--unit <code>', 'the code of an office or of a commune; only an administrator of everything has none')
    .action((email: string, options: AddOptions) => doors.withStore((deps) => add(doors, deps, { email, ...options })))
}

async function reset(doors: Doors, deps: CommandDeps, email: string): Promise<void> {
  const member = await deps.store.staff.byEmail(email.trim())
  if (!member) doors.fail(`nobody has an account under ${email}`)
  else if (!(await resetSecondFactor(deps, { staffId: member.id }))) doors.fail(`${email} has no second factor`)
  else doors.print(`${member.email}: the second factor is gone; it is set up anew at the next sign-in`)
}

async function newPassword(doors: Doors, deps: CommandDeps, email: string): Promise<void> {
  const member = await deps.store.staff.byEmail(email.trim())
  if (!member) return doors.fail(`nobody has an account under ${email}`)
  const offered = await offerNewPassword({ ...deps, newToken }, { staffId: member.id })
  if (!offered) doors.fail(`the account of ${member.email} is shut`)
  else doors.print(`${deps.publicUrl}/console/new-password/${offered.token}`)
}

async function add(
  doors: Doors,
  deps: CommandDeps,
  { email, role: typed, unit }: AddOptions & { email: string },
): Promise<void> {
  const role = readRole(typed) ?? doors.fail(`--role is one of ${roles.join(', ')}, not ${typed}`)
  const { name: _, ...place } =
    unit === undefined
      ? { name: '' }
      : ((await findUnit(deps.store, unit)) ?? doors.fail(`--unit ${unit} is the code of no office and no commune`))
  const invited = await inviteStaff({ ...deps, newToken }, { email, role, ...place })
  if (!invited.ok) doors.fail(sentences[invited.problem])
  else doors.print(`${deps.publicUrl}/console/invitation/${invited.token}`)
}

function newToken(): string {
  return randomBytes(32).toString('base64url')
}

const sentences: Record<Extract<Invited, { ok: false }>['problem'], string> = {
  email: 'EMAIL is not an address',
  needs_office: 'this role needs --unit with the code of an office or a commune',
  needs_commune: 'a commune chair needs --unit with the code of a commune',
  not_yours: 'this role cannot be given there',
  has_account: 'this address has an account already',
}
