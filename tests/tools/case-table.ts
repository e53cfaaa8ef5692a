import { alsoTold, caseKinds, routeCase } from '../../src/domain/case.ts'
import { answerDays, ownersOf, stepsOf } from '../../src/domain/case-clock.ts'

const marks = { from: '<!-- cases -->', to: '<!-- /cases -->' }

/** Each kind of case with who has it, who is told besides, the working days that are promised, and to whom silence raises it. */
export function caseTable(): string {
  const rows = caseKinds.map((kind) => {
    const routedTo = routeCase(kind)
    const steps = Array.from({ length: stepsOf(routedTo) }, (_, i) => ownersOf({ routedTo, level: i + 1 }).join(' + '))
    return `| \`${kind}\` | ${routedTo} | ${alsoTold(kind) ?? ''} | ${answerDays[kind]} | ${steps.join(', then ')} |`
  })
  return [
    '| kind | goes to | told besides | working days | unanswered, it is raised to |',
    '|---|---|---|---|---|',
    ...rows,
  ].join('\n')
}

/** A text with what stands between the two marks replaced. Throws for a text without them. */
export function casesDrawnInto(text: string): string {
  const [from, to] = [text.indexOf(marks.from), text.indexOf(marks.to)]
  if (from < 0 || to < from) throw new Error(`there is no ${marks.from} ... ${marks.to} in it`)
  return `${text.slice(0, from + marks.from.length)}\n\n${caseTable()}\n\n${text.slice(to)}`
}
