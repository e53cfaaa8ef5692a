import { type Checklist, checklist, type Wanted } from '../conversation/checklist.ts'
import { flow } from '../conversation/flow.ts'
import { choice, day, filled, type Given, type Place, text } from '../conversation/question.ts'
import { type Rows, rowLines, rows, sumOf } from '../conversation/rows.ts'
import type { Filler } from '../conversation/words.ts'
import { addDays, type Day } from '../domain/day.ts'
import { lossKinds } from '../domain/loss-report.ts'

/** Rows of one report. What is more is told in a second one, which adds to the first. */
const mostRows = 8
/** What struck earlier belongs to another disaster. */
const daysBefore = 30

/** Pictures are asked for one after another; three show more than one, and a fourth nobody opens. */
const pictures: readonly Wanted[] = ['loss_1', 'loss_2', 'loss_3'].map((id) => ({
  id,
  words: { key: `flows/disaster-loss:photos.names.${id}` },
}))

/**
 * What a household lost: whether anybody is hurt first of all, then what, of which value, when, where, with pictures; read back before it is
 * sent. It can be left at any question and gone on with. `hurt` is given once a person was told.
 */
export const disasterLoss = flow({
  id: 'disaster-loss',
  closes: ['sent', 'hurt'],
  first: {
    choose: (_, given) => (given.hurt === true ? 'hurt_now' : given.safe === true ? 'kind' : 'people'),
    exits: ['people', 'hurt_now', 'kind'],
  },
  questions: {
    people: choice('all_safe', 'somebody_hurt'),
    hurt_now: choice('go_on', 'later'),
    kind: choice(...lossKinds),
    items: rows({ most: mostRows }),
    happened: day(({ given }) => {
      const today = given.day as Day
      return { today, min: addDays((given.since as Day) ?? today, -daysBefore), max: today }
    }),
    home: filled(choice('yes', 'no'), ({ given }) => ({ hamlet: String(given.hamlet ?? '') })),
    place: text({ min: 2, max: 120 }),
    photos: checklist(() => pictures),
    check: filled(choice('send', 'fix', 'later'), checkFillers),
    fix: choice('items', 'happened', 'place', 'kind'),
  },
  outcomes: ['sent', 'kept', 'hurt', 'correct'],
  route: {
    people: [{ when: (a) => a.people === 'somebody_hurt', go: 'hurt' }, { go: 'kind' }],
    hurt_now: [{ when: (a) => a.hurt_now === 'later', go: 'kept' }, { go: 'kind' }],
    kind: 'items',
    items: 'happened',
    happened: [{ when: (_, given) => known(given), go: 'home' }, { go: 'place' }],
    home: [
      { when: (a) => a.home === 'no', go: 'place' },
      { when: (_, given) => given.photos === true, go: 'photos' },
      { go: 'check' },
    ],
    place: [{ when: (_, given) => given.photos === true, go: 'photos' }, { go: 'check' }],
    photos: 'check',
    check: [
      { when: (a) => a.check === 'send', go: 'sent' },
      { when: (a) => a.check === 'fix', go: 'fix' },
      { go: 'kept' },
    ],
    fix: 'correct',
  },
})

/** Where it happened: the household's own hamlet, or what was typed. */
export function lossPlace({ answers, given }: Pick<Place, 'answers' | 'given'>): string {
  return answers.home === 'yes' || answers.place === undefined ? String(given.hamlet ?? '') : String(answers.place)
}

/** The pictures that were sent. */
export function lossPhotos({ photos }: { photos?: unknown }): string[] {
  return Object.values((photos as Checklist | undefined)?.got ?? {})
}

function known({ hamlet }: Given): boolean {
  return typeof hamlet === 'string' && hamlet !== ''
}

/** What was told, for the question that reads it back. */
function checkFillers({ answers, given, flow: id }: Place): Record<string, Filler> {
  const told = (answers.items as Rows | undefined)?.rows ?? []
  return {
    kind: { words: { key: `flows/disaster-loss:kind.options.${answers.kind}` } },
    rows: rowLines(told, { flow: id, node: 'items' }),
    sum: { dong: sumOf(told) },
    day: { day: (answers.happened ?? given.day) as Day },
    place: lossPlace({ answers, given }),
    count: lossPhotos(answers).length,
  }
}
