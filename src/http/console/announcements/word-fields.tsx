import { type AnnounceProblems, announcementLimits } from '../../../app/announce.ts'
import type { AnnouncementText } from '../../../app/announcement-message.ts'
import { fillers } from '../../../domain/announcement-fillers.ts'
import { Field } from '../parts.tsx'
import type { Ui } from '../ui.ts'
import { saying } from './say.ts'

const fields = ['title', 'body', 'source', 'sender'] as const

/** The fields of an announcement's words, in their order. */
export const wordFields = [...fields, 'otherBody', 'lastDay'] as const

/** The sentence that says what is wrong with a field, where something is. */
export type Said = (name: keyof AnnounceProblems) => string | undefined

interface WordFieldsProps {
  ui: Ui
  text: AnnouncementText
  otherBody: string
  lastDay: string
  said: Said
}

/** What an announcement says, a second text to compare it with, and until when it goes. */
export function WordFields({ ui, text, otherBody, lastDay, said }: WordFieldsProps) {
  const say = saying(ui)
  return (
    <>
      {fields.map((name) => (
        <Field
          {...{ ui, name, value: text[name], label: ui.t(`announcements.fields.${name}`), problem: said(name) }}
          {...(name === 'body' ? { rows: 8 } : {})}
          hint={ui.t(`announcements.hints.${name}`, { max: announcementLimits[name] })}
        />
      ))}
      <p class="hint">{say('fillers', { fillers: fillers.map((filler) => `{${filler}}`).join(', ') })}</p>
      <details class="boxes" open={otherBody !== ''}>
        <summary>{say('other.title')}</summary>
        <Field
          {...{ ui, name: 'otherBody', value: otherBody, label: say('other.label'), rows: 8 }}
          problem={said('otherBody')}
          hint={say('other.hint')}
        />
      </details>
      <Field
        {...{ ui, name: 'lastDay', type: 'date', value: lastDay, problem: said('lastDay') }}
        label={ui.t('announcements.fields.lastDay')}
        hint={ui.t('announcements.hints.lastDay')}
      />
    </>
  )
}

/** Says what is wrong with each field. */
export function problemIn(ui: Ui, problems: AnnounceProblems): Said {
  const label = (name: string) =>
    name === 'otherBody' ? saying(ui)('other.label') : ui.t(`announcements.fields.${name}`)
  return (name) => {
    const problem = problems[name]
    const max = name in announcementLimits ? announcementLimits[name as keyof typeof announcementLimits] : 0
    if (problem === undefined) return undefined
    if (ui.has(`announcements.problems.${problem}`))
      return ui.t(`announcements.problems.${problem}`, { max, field: label(name) })
    return saying(ui)(`problems.${problem}`, { field: label(name) })
  }
}
