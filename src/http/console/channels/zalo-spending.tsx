import { type BudgetProblem, budgetLimits, type SpendingNow } from '../../../app/set-budget.ts'
import { Facts, Field, Table } from '../parts.tsx'
import type { Ui } from '../ui.ts'

/** What this month cost, beside the budget, by way and class, and what to do where it comes to its end. */
export function ZaloSpending({ ui, spending }: { ui: Ui; spending: SpendingNow }) {
  const { spent, budget, charged } = spending
  return (
    <>
      <h3>{ui.t('channel.spending.title')}</h3>
      <BudgetNotice ui={ui} spending={spending} />
      <Facts
        rows={[
          [ui.t('channel.spending.spent'), ui.dong(spent)],
          [ui.t('channel.spending.budget'), budget === null ? ui.t('channel.spending.none') : ui.dong(budget)],
          [ui.t('channel.spending.share'), budget === null ? undefined : shareOf(ui, spending)],
        ]}
      />
      {charged.length === 0 ? (
        <p>{ui.t('channel.spending.no_charge')}</p>
      ) : (
        <Table
          columns={['way', 'class', 'messages', 'dong'].map((name) => ui.t(`channel.spending.columns.${name}`))}
          numbers={[2, 3]}
          rows={charged.map(({ way, costClass, messages, dong }) => [
            ui.t(`channel.spending.ways.${ways.includes(way) ? way : 'unknown'}`),
            ui.t(`channel.spending.classes.${classes.includes(costClass) ? costClass : 'unknown'}`),
            ui.t('value', { value: messages }),
            ui.dong(dong),
          ])}
        />
      )}
      <p class="hint">{ui.t('channel.spending.before_tax')}</p>
      <p>
        <a href="/console/channels/zalo/templates">{ui.t('channel.spending.manage')}</a>
      </p>
    </>
  )
}

const ways = ['consultation', 'template_by_user', 'template_by_phone']
const classes = ['free', 'package', 'billed']

function BudgetNotice({ ui, spending }: { ui: Ui; spending: SpendingNow }) {
  const { state } = spending
  if (state === 'fine') return null
  if (state === 'unset') return <p class="notice">{ui.t('channel.spending.unset')}</p>
  if (state === 'near')
    return <p class="notice bad">{ui.t('channel.spending.near', { share: shareOf(ui, spending) })}</p>
  return (
    <div class="notice bad">
      <p>{ui.t('channel.spending.reached')}</p>
      <p>{ui.t('channel.spending.reached_means')}</p>
      <p>{ui.t('channel.spending.reached_do')}</p>
    </div>
  )
}

function shareOf(ui: Ui, { sharePct }: SpendingNow): string {
  return ui.t('value', { value: { pct: sharePct } })
}

/** A budget that was typed and not taken. */
export interface TypedBudget {
  text: string
  problem: BudgetProblem
}

/** Why a budget is not taken, in a sentence that names the field. */
export function budgetSentence(ui: Ui, problem: BudgetProblem): string {
  const { least, most } = budgetLimits
  return ui.t(`channel.spending.problems.${problem}`, { least: { dong: least }, most: { dong: most } })
}

/** The budget of a month, to be set. */
export function BudgetForm({
  ui,
  spending,
  typed,
}: {
  ui: Ui
  spending: SpendingNow
  typed?: TypedBudget | undefined
}) {
  const { budget } = spending
  return (
    <form method="post" action="/console/channels/zalo/budget">
      <Field
        {...{ ui, name: 'budget', maxlength: 40 }}
        label={ui.t('channel.spending.typed')}
        hint={ui.t('channel.spending.typed_hint')}
        value={typed?.text ?? (budget === null ? '' : ui.t('value', { value: budget }))}
        problem={typed && budgetSentence(ui, typed.problem)}
      />
      <button class="press" type="submit">
        {ui.t('channel.spending.keep')}
      </button>
    </form>
  )
}
