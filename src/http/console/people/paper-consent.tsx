import type { PaperProblem, TypedPaper } from '../../../app/record-paper-consent.ts'
import { dayOf } from '../../../domain/day.ts'
import { longestPaper, type PaperConsent, paperPurposes } from '../../../domain/paper-consent.ts'
import type { Household } from '../../../ports/households.ts'
import { Field, Problems, Tag } from '../parts.tsx'
import type { Ui } from '../ui.ts'

/** A paper that was typed and not taken. */
export interface TriedPaper extends TypedPaper {
  problems: readonly PaperProblem[]
}

interface PaperProps {
  ui: Ui
  household: Household
  papers: readonly PaperConsent[]
  tried?: TriedPaper | undefined
}

/** What the household allowed on paper, what it took back, and a form for a new paper. */
export function PaperConsents({ ui, household, papers, tried }: PaperProps) {
  return (
    <section id="paper-consents">
      <h2>{ui.t('household.paper.title')}</h2>
      <p class="hint">{ui.t('household.paper.lead')}</p>
      {papers.length === 0 ? <p>{ui.t('household.paper.none')}</p> : null}
      <ul class="plain">
        {papers.map((paper) => (
          <Paper ui={ui} household={household} paper={paper} />
        ))}
      </ul>
      {household.phone ? (
        <details open={tried !== undefined}>
          <summary>{ui.t('household.paper.record')}</summary>
          <PaperForm ui={ui} household={household} tried={tried} />
        </details>
      ) : (
        <p>{ui.t('household.paper.no_phone')}</p>
      )}
    </section>
  )
}

function Paper({ ui, household, paper }: { ui: Ui; household: Household; paper: PaperConsent }) {
  const { purpose, day, withdrawnAt } = paper
  const about = { purpose: ui.t(`household.paper.purpose.${purpose}`), day: ui.day(day), paper: paper.paper }
  if (withdrawnAt && paper.paper === '')
    return <li>{ui.t('household.paper.taken_back', { purpose: about.purpose, at: ui.moment(withdrawnAt) })}</li>
  if (withdrawnAt) return <li>{ui.t('household.paper.withdrawn', { ...about, at: ui.moment(withdrawnAt) })}</li>
  return (
    <li>
      <Tag tone="good">{ui.t('household.paper.stands')}</Tag> {ui.t('household.paper.standing', about)}
      <form class="inline" method="post" action={`/console/people/${household.id}/paper-consent/withdraw`}>
        <input type="hidden" name="purpose" value={purpose} />
        <button class="quiet" type="submit">
          {ui.t('household.paper.withdraw')}
        </button>
      </form>
    </li>
  )
}

function PaperForm({ ui, household, tried }: { ui: Ui; household: Household; tried: TriedPaper | undefined }) {
  const said = (field: PaperProblem[0]) => {
    const why = tried?.problems.find(([of]) => of === field)?.[1]
    return why && ui.t(`household.paper.problems.${field}.${why}`, { max: longestPaper })
  }
  const all = (['purposes', 'day', 'paper'] as const).flatMap((field) => {
    const sentence = said(field)
    return sentence ? [[field, sentence] as const] : []
  })
  return (
    <form method="post" action={`/console/people/${household.id}/paper-consent#paper-consents`}>
      <Problems ui={ui} problems={all} />
      <fieldset class="field" id="purposes">
        <legend>{ui.t('household.paper.purposes')}</legend>
        {paperPurposes.map((purpose) => (
          <label class="pick">
            <input type="checkbox" name="purposes" value={purpose} checked={tried?.purposes.includes(purpose)} />
            <span>{ui.t(`household.paper.purpose.${purpose}`)}</span>
          </label>
        ))}
      </fieldset>
      <Field
        {...{ ui, name: 'day', type: 'date', value: tried?.day ?? dayOf(ui.now), problem: said('day') }}
        label={ui.t('household.paper.day')}
      />
      <Field
        {...{ ui, name: 'paper', maxlength: longestPaper, value: tried?.paper, problem: said('paper') }}
        label={ui.t('household.paper.paper')}
        hint={ui.t('household.paper.paper_hint', { max: longestPaper })}
      />
      <button class="press" type="submit">
        {ui.t('household.paper.keep')}
      </button>
    </form>
  )
}
