import type { Day } from '../domain/day.ts'
import { type SpokenLimits, spokenDay } from '../domain/spoken-day.ts'
import { type Entry, type Given, type Place, pick, type Question } from './question.ts'

/** A day that is offered for a question, under the id of its button. */
export interface OfferedDay {
  id: string
  day: Day
}

/**
 * A day that is pressed or said in one's own words: the days that were given as `offered`, each with its words, and `unsure`, which is kept as an
 * empty text. What is typed is looked through for one day, "tôi ra thứ 5" as well as "mùng 3".
 */
export function saidDay(limits: (given: Given) => SpokenLimits): Question<string> {
  const pressed = pick(entriesOf)
  return {
    prompt: (place) => pressed.prompt(place),
    read: (reply, place) => {
      if ('text' in reply) return typed(reply.text, limits(place.given))
      const id = pressed.read(reply, place)
      return id === unsure ? '' : offeredIn(place.given).find((each) => each.id === id)?.day
    },
  }
}

const unsure = 'unsure'

function entriesOf(place: Place): Entry[] {
  const labelled = offeredIn(place.given).map(({ id, day }) => {
    return { id, words: { key: `flows/${place.flow}:${place.node}.options.${id}`, with: { day: { day } } } }
  })
  return [...labelled, unsure]
}

function offeredIn({ offered }: Given): OfferedDay[] {
  return Array.isArray(offered) ? (offered as unknown as OfferedDay[]) : []
}

function typed(text: string, limits: SpokenLimits): Day | undefined {
  const said = spokenDay(text, limits)
  return typeof said === 'object' ? said.day : undefined
}
