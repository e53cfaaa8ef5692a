import { longestAnswer } from '../../../app/answer-case.ts'
import type { CannedFacts } from '../../../app/canned-facts.ts'
import { fillCanned } from '../../../domain/canned-text.ts'
import { handles } from '../../../domain/case.ts'
import { may } from '../../../domain/staff.ts'
import type { CannedReply } from '../../../ports/canned-replies.ts'
import type { Case } from '../../../ports/cases.ts'
import { accessKeys } from '../keys.ts'
import { Field } from '../parts.tsx'
import type { Ui } from '../ui.ts'

/** What was typed and not taken, and why. */
export interface TypedInCase {
  text?: string
  note?: string
  reason?: string
  /** A key of `cases.problems`. */
  problem?: string
  /** What stands in that sentence. */
  fillers?: string
}

interface AnswerProps {
  ui: Ui
  found: Case
  /** The account can be written to. */
  reachable: boolean
  replies: readonly CannedReply[]
  facts: CannedFacts
  typed: TypedInCase
}

/** The field for an answer with the texts that the office sends often, and the notes that nobody outside reads. */
export function CaseAnswer(props: AnswerProps) {
  const { ui, found, typed } = props
  return (
    <>
      {found.state === 'closed' ? <Closed ui={ui} typed={typed} /> : <Answering {...props} />}
      <Note ui={ui} found={found} typed={typed} />
    </>
  )
}

/** Who is only told of a case has its notes, and leaves the answer to who has it. */
function Answering(props: AnswerProps) {
  const { ui, found } = props
  if (ui.staff && handles(ui.staff.role, found)) return <Answer {...props} />
  return <p class="hint">{ui.say({ key: 'cases:clock.only_told' })}</p>
}

function Answer({ ui, found, reachable, replies, facts, typed }: AnswerProps) {
  const problem = isElsewhere(typed.problem) ? undefined : typed.problem
  const said = { max: longestAnswer, fillers: typed.fillers ?? '' }
  return (
    <section>
      {reachable ? null : <p class="notice bad">{ui.t('cases.unreachable')}</p>}
      <form id="answer" method="post" action={`/console/cases/${found.id}/answer`}>
        <Canned ui={ui} found={found} replies={replies} facts={facts} />
        <Field
          {...{ ui, name: 'text', rows: 5, value: typed.text, label: ui.t('cases.answer') }}
          hint={ui.t('cases.answer_hint')}
          accesskey={accessKeys.answer}
          problem={problem ? ui.t(`cases.problems.${problem}`, said) : undefined}
        />
        <button class="press" type="submit">
          {ui.t('cases.send')}
        </button>
      </form>
    </section>
  )
}

/** The problem of a note, of who has the case, or of its end stands there. */
function isElsewhere(problem: string | undefined): boolean {
  return problem === undefined || !['empty', 'too_long', 'closed', 'unfilled'].includes(problem)
}

/** One is chosen and put into the field: at once by the script, by a page without it. What is typed already stays. */
function Canned({ ui, found, replies, facts }: Pick<AnswerProps, 'ui' | 'found' | 'replies' | 'facts'>) {
  const keeps = ui.staff && may(ui.staff.role, 'replies.keep')
  if (replies.length === 0)
    return keeps ? (
      <p class="hint">
        {ui.t('replies.none_here')} <a href="/console/replies">{ui.t('replies.write')}</a>
      </p>
    ) : null
  const known = cannedWords(ui, facts)
  return (
    <div class="canned">
      <label for="reply">{ui.t('replies.choose')}</label>
      <select id="reply" name="reply">
        <option value="">{ui.t('choose')}</option>
        {replies.map(({ id, title, text }) => (
          <option value={id} data-text={fillCanned(text, known)}>
            {title}
          </option>
        ))}
      </select>
      <button class="press quiet" type="submit" formaction={`/console/cases/${found.id}/insert`} data-insert="reply">
        {ui.t('replies.insert')}
      </button>
    </div>
  )
}

/** The facts in words, as they stand in a text. */
export function cannedWords(ui: Ui, { day, ...facts }: CannedFacts): Partial<Record<string, string>> {
  return { ...facts, ...(day ? { day: ui.t('value', { value: { day } }) } : {}) }
}

/** Who wrote while somebody else closed it does not lose the words. */
function Closed({ ui, typed: { text, problem } }: { ui: Ui; typed: TypedInCase }) {
  if (problem === undefined || isElsewhere(problem)) return <p>{ui.t('cases.is_closed')}</p>
  return (
    <div class="notice bad" role="alert">
      <p>{ui.t(`cases.problems.${problem}`)}</p>
      {text ? <blockquote>{text}</blockquote> : null}
    </div>
  )
}

function Note({ ui, found, typed }: { ui: Ui; found: Case; typed: TypedInCase }) {
  const problem = typed.problem?.startsWith('note_') ? typed.problem : undefined
  return (
    <details class="note" open={problem !== undefined}>
      <summary>{ui.t('cases.note')}</summary>
      <form method="post" action={`/console/cases/${found.id}/note`}>
        <Field
          {...{ ui, name: 'note', rows: 3, value: typed.note, label: ui.t('cases.note_label') }}
          hint={ui.t('cases.note_hint')}
          accesskey={accessKeys.note}
          problem={problem ? ui.t(`cases.problems.${problem}`, { max: longestAnswer }) : undefined}
        />
        <button class="press quiet" type="submit">
          {ui.t('cases.note_keep')}
        </button>
      </form>
    </details>
  )
}
