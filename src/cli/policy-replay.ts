import type { Command } from 'commander'
import { type Concerned, replayLaw } from '../app/replay-law.ts'
import { type Day, readDay } from '../domain/day.ts'
import type { Scope } from '../domain/staff.ts'
import { comparedFigures } from '../policy/index.ts'
import type { CommandDeps, Doors } from './doors.ts'

interface ReplayOptions {
  from: string
  to: string
  office?: string
  json?: boolean
}

/** `policy replay`: which recorded verdicts the law of a later day would answer otherwise, line by line. Nothing is written or sent. */
export function policyReplay(program: Command, doors: Doors): void {
  const policy = program.commands.find((command) => command.name() === 'policy') ?? program.command('policy')
  policy
    .command('replay')
    .description('name the requests whose recorded verdict reads differently by the law of a later day')
    .requiredOption('--from <day>', 'the day before the change, as YYYY-MM-DD')
    .requiredOption('--to <day>', 'the day of the change; verdicts given by its law or later are left out')
    .option('--office <code>', 'of one office only')
    .option('--json', 'everything as JSON')
    .action((options: ReplayOptions) => run(doors, options))
}

async function run(doors: Doors, options: ReplayOptions): Promise<void> {
  const [from, to] = (['from', 'to'] as const).map((name) => {
    const day = readDay(options[name])
    return day ?? doors.fail(`--${name} must be a date that exists, as YYYY-MM-DD, not ${options[name]}`)
  }) as [Day, Day]
  if (from >= to) doors.fail('--to must be later than --from')
  await doors.withStore(async (deps) => {
    const { weighed, unread, concerned } = await replayLaw(deps.store, {
      scope: await scopeFor(doors, deps, options.office),
      from,
      to,
    })
    const lines = concerned.map(plain)
    if (options.json) return doors.print(JSON.stringify({ from, to, weighed, unread, concerned: lines }))
    for (const { code, household, programme, differences } of lines) {
      const changes = differences.map(({ of, before, after }) => `${of}: ${before ?? '-'} -> ${after ?? '-'}`)
      doors.print([code, household, programme, changes.join('; ')].join('\t'))
    }
  })
}

async function scopeFor(doors: Doors, { store }: CommandDeps, code: string | undefined): Promise<Scope> {
  if (code === undefined) return {}
  const office = (await store.people.offices({})).find((o) => o.code === code)
  return { officeId: (office ?? doors.fail(`--office ${code} is the code of no office`)).id }
}

/** One request as data: its number, whose it is, and both answers in short. */
function plain({ code, name, programme, state, lawDay, differences, before, after }: Concerned) {
  const short = (outcome: Concerned['before']) => ({
    verdict: outcome.verdict,
    ...Object.fromEntries(comparedFigures.flatMap((of) => (outcome[of] === undefined ? [] : [[of, outcome[of]]]))),
  })
  return { code, household: name, programme, state, lawDay, before: short(before), after: short(after), differences }
}
