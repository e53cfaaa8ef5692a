import { announce } from './cli/announce.ts'
import { approval } from './cli/approval.ts'
import { ask } from './cli/ask.ts'
import { backup } from './cli/backup.ts'
import { chat } from './cli/chat.ts'
import { check } from './cli/check.ts'
import { domains } from './cli/domains.ts'
import { importRegister } from './cli/import.ts'
import { importUnits } from './cli/import-units.ts'
import { keys } from './cli/keys.ts'
import { person } from './cli/person.ts'
import { policyDue } from './cli/policy-due.ts'
import { policyReplay } from './cli/policy-replay.ts'
import { makeProgram } from './cli/program.ts'
import { remind } from './cli/remind.ts'
import { sending } from './cli/sending.ts'
import { session } from './cli/session.ts'
import { staff } from './cli/staff.ts'
import { type Starters, startCommands } from './cli/start.ts'
import { upkeep } from './cli/upkeep.ts'
import { loadLanguage } from './i18n.ts'
import { makeDoors, makeFollowing, makeIo, sentenceOf, withBackups, withKeys } from './wire/doors.ts'
import { startFromEnvironment } from './wire/start-from-environment.ts'
import { talkInTerminal } from './wire/terminal.ts'
import { loadUnderstanding } from './wire/understanding.ts'

/** Read only when it is asked for: a sample office brings the pages and the staff's sign-in into memory, and a worker needs neither. */
const demo: Starters['demo'] = async (options) => (await import('./wire/demo.ts')).startDemo(options)

/** The command line: every command is a door, and each says itself what it does. */
async function main(): Promise<void> {
  const program = makeProgram()
  const doors = makeDoors()
  const io = makeIo()
  startCommands(program, { start: startFromEnvironment, demo })
  chat(program, talkInTerminal)
  const language = loadLanguage()
  ask(program, { ...io, language, understanding: loadUnderstanding })
  check(program, io)
  policyDue(program, io)
  policyReplay(program, doors)
  importRegister(program, doors)
  importUnits(program, doors)
  remind(program, doors)
  const following = makeFollowing()
  announce(program, doors, following)
  sending(program, doors, following)
  approval(program, doors)
  session(program, doors)
  domains(program, doors)
  staff(program, doors)
  person(program, doors)
  upkeep(program, doors)
  backup(program, doors, withBackups)
  keys(program, doors, withKeys)
  await program.parseAsync(process.argv)
}

main().catch((error: unknown) => {
  process.stderr.write(`${sentenceOf(error)}\n`)
  process.exit(1)
})
