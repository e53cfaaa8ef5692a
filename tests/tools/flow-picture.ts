import { type AnyFlow, exits, isChosen, type Way } from '../../src/conversation/flow.ts'

const marks = { from: '<!-- flows -->', to: '<!-- /flows -->' }

/** One flow as a Mermaid picture: round where it begins, boxes for questions, rounded boxes for outcomes; a dotted way has a condition. */
export function pictureOf(flow: AnyFlow): string {
  const lines = [
    'flowchart LR',
    ...arrows('start', flow.first),
    ...Object.entries(flow.route).flatMap(([node, way]) => arrows(`q_${node}`, way)),
    ...chosenIn(flow),
    '  start((" "))',
    ...Object.keys(flow.questions).map((node) => `  q_${node}["${node}"]`),
    ...flow.outcomes.map((outcome) => `  o_${outcome}(["${outcome}"])`),
  ]
  const places = new Set(Object.keys(flow.questions))
  return lines
    .map((line) => line.replace(/(-->|-\.->) (\w+)$/, (_, arrow, to) => `${arrow} ${nameOf(to, places)}`))
    .join('\n')
}

/** All flows, one below the other, each folded away under its name. */
export function pictures(flows: Record<string, AnyFlow>): string {
  return Object.entries(flows)
    .map(
      ([id, flow]) =>
        `<details><summary><code>${id}</code></summary>\n\n\`\`\`mermaid\n${pictureOf(flow)}\n\`\`\`\n\n</details>`,
    )
    .join('\n')
}

/** A text with what stands between the two marks replaced. Throws for a text without them. */
export function drawnInto(text: string, flows: Record<string, AnyFlow>): string {
  const [from, to] = [text.indexOf(marks.from), text.indexOf(marks.to)]
  if (from < 0 || to < from) throw new Error(`there is no ${marks.from} ... ${marks.to} in it`)
  return `${text.slice(0, from + marks.from.length)}\n${pictures(flows)}\n${text.slice(to)}`
}

/** A way that is chosen by all answers is one knot: every question leads to it, and it leads wherever something is still to be decided. */
function chosenIn(flow: AnyFlow): string[] {
  const ways = [flow.first, ...Object.values(flow.route)].filter((way) => isChosen(way))
  const places = new Set(ways.flatMap((way) => exits(way)))
  return places.size === 0
    ? []
    : [...[...places].map((to) => `  chosen -.-> ${to}`), '  chosen{{"what still decides?"}}']
}

function arrows(from: string, way: Way<never, string>): string[] {
  if (isChosen(way)) return [`  ${from} --> chosen`]
  const always = typeof way === 'string' ? way : way.find((step) => !step.when)?.go
  const others = [...new Set(exits(way))].filter((to) => to !== always)
  return [...others.map((to) => `  ${from} -.-> ${to}`), ...(always === undefined ? [] : [`  ${from} --> ${always}`])]
}

function nameOf(place: string, questions: ReadonlySet<string>): string {
  if (place === 'chosen') return place
  return `${questions.has(place) ? 'q' : 'o'}_${place}`
}
