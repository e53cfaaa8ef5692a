import type { Message, Part } from '../conversation/words.ts'
import { addDays, atHour, type Day, dayOf } from '../domain/day.ts'
import { isOwnHost, type Pasted, readPasted, type ScamMark } from '../domain/pasted.ts'
import { isSameMessage } from '../domain/same-message.ts'
import type { NumberOwner } from '../ports/known-numbers.ts'
import type { Office } from '../ports/units.ts'
import type { Ended } from './endings/ending.ts'
import { householdOf } from './given.ts'
import { ownDomains } from './own-domains.ts'
import { type Scene, say } from './scene.ts'

/** So far back, in days and in lines, what we sent to the account is looked through: our own numbers; swindlers copy what is fresh. */
const lookedDays = 60
const lookedLines = 300

/** What is known of a doubted text. */
interface Known {
  text: string
  pasted: Pasted
  /** When we sent it to this very account. */
  sentOn?: Day
  owners: Map<string, NumberOwner | undefined>
  ownHosts: string[]
  office: Office
}

/**
 * Answers whether a message, a link or a number is ours, by what we sent to this very account, whose numbers we know and which pages are the bank's.
 * Nothing is guessed: what is not known is said to be unknown, with whom to call and a report of one tap.
 */
export async function lookedUp(scene: Scene, text: string): Promise<Ended> {
  const known = await knownOf(scene, text)
  if (known.sentOn !== undefined) {
    const parts = [
      say('flows/is-it-us:sent', { day: { day: known.sentOn } }),
      reminded(known),
      ...(await codeWordParts(scene)),
    ]
    return { parts, next: { flow: 'next-step', given: { offers: ['person', 'menu'] } } }
  }
  const parts = [...ownedParts(known), ...doubtParts(known), ...(await codeWordParts(scene))]
  return { parts, next: { flow: 'is-it-us', given: { doubted: text } } }
}

async function knownOf(scene: Scene, text: string): Promise<Known> {
  const pasted = readPasted(text)
  const household = await householdOf(scene)
  const groupId = household?.group?.id
  const owners = new Map<string, NumberOwner | undefined>()
  for (const phone of pasted.phones)
    owners.set(phone, await scene.tx.knownNumbers.ownerOf(phone, groupId === undefined ? {} : { groupId }))
  const own = scene.pages ? [new URL(scene.pages.publicUrl).hostname] : []
  const domains = [...(await ownDomains(scene.tx)), ...own]
  const sentOn = await sentDay(scene, text)
  const office = household ? await scene.tx.units.office(household.commune.officeId) : undefined
  return {
    ...{ text, pasted, owners, ownHosts: pasted.hosts.filter((host) => isOwnHost(host, domains)) },
    office: office ?? (await scene.tx.units.mainOffice()),
    ...(sentOn === undefined ? {} : { sentOn }),
  }
}

async function sentDay({ tx, account, now, day, language }: Scene, text: string): Promise<Day | undefined> {
  const since = atHour(addDays(day, -lookedDays), 0)
  const lines = await tx.history.of(account.id, { limit: lookedLines })
  const own = lines.findLast((line) => {
    if (line.by !== 'bot' || line.onItsWay || line.at < since || line.at > now) return false
    return language.langs.some((lang) =>
      isSameMessage(
        text,
        textOf(line.message, (words) => language.say(words, lang)),
      ),
    )
  })
  return own ? dayOf(own.at) : undefined
}

/** A message as it stands on a screen: its paragraphs, its question and its answers. */
function textOf({ parts, prompt }: Message, write: (words: Part['words']) => string): string {
  const options = prompt?.kind === 'choice' ? prompt.options : []
  const below = [...options, ...(prompt?.also ?? [])].map(({ label }) => label)
  return [...parts.map(({ words }) => words), ...(prompt ? [prompt.ask] : []), ...below].map(write).join('\n')
}

function reminded({ office }: Known): Part {
  return say('flows/is-it-us:sent_by', { phone: office.phone })
}

/** What of it is known by name. */
function ownedParts({ owners, ownHosts }: Known): Part[] {
  const numbers = [...owners].flatMap(([number, owner]) => {
    if (!owner) return []
    const { of, ...whose } = owner
    return [say(`flows/is-it-us:${of}`, { number, ...whose })]
  })
  return [...numbers, ...ownHosts.map((host) => say('flows/is-it-us:own_link', { host }))]
}

/** What is not, and what to do. All that is known of a text that asks for money or codes does not make it true. */
function doubtParts(known: Known): Part[] {
  const { pasted, owners, ownHosts, office } = known
  const numbers = [...pasted.phones.filter((phone) => !owners.get(phone)), ...pasted.numbers]
  const hosts = pasted.hosts.filter((host) => !ownHosts.includes(host))
  const phone = { phone: office.phone }
  const scam =
    pasted.scams.length === 0 ? [] : [say('flows/is-it-us:scam', { marks: { list: pasted.scams.map(markOf) } })]
  const strange = [
    ...numbers.map((number) => say('flows/is-it-us:unknown_number', { number })),
    ...hosts.map((host) => say('flows/is-it-us:unknown_link', { host })),
  ]
  const all = ownHosts.length + [...owners.values()].filter(Boolean).length
  const fine = all > 0 && strange.length === 0 && scam.length === 0 && isBare(known)
  const end = fine ? 'known_only' : strange.length > 0 && isBare(known) ? 'unknown_thing' : 'unknown'
  return [...strange, ...scam, say(`flows/is-it-us:${end}`, phone)]
}

/** So few words beside a number or a link are the question for it, not a message. */
const fewWords = 15

function isBare({ text }: Known): boolean {
  return text.trim().split(/\s+/).length <= fewWords
}

function markOf(mark: ScamMark) {
  return { words: { key: `flows/is-it-us:marks.${mark}` } }
}

/** That there is a code word is said, never the word itself: who holds the phone may be somebody else. */
async function codeWordParts({ tx, account }: Scene): Promise<Part[]> {
  if (account.householdId === undefined) return []
  const { codeWord } = await tx.householdChoices.of(account.householdId)
  return [say(`flows/is-it-us:${codeWord === undefined ? 'set_code_word' : 'code_word'}`)]
}
