import type { Child } from 'hono/jsx'

/** What a chart shows: a name, and a value for each of its parts. */
export interface Bar {
  name: string
  /** One value for a plain bar; several for one that is put together of parts. */
  values: readonly number[]
}

interface ChartProps {
  /** Names the parts of the picture: unique on the page. */
  id: string
  title: string
  /** What a reader who does not see the picture is told of it: the figures themselves stand in the table beside it. */
  summary: string
  /** Writes a value as it is read. */
  write: (value: number) => string
}

interface BarsProps extends ChartProps {
  bars: readonly Bar[]
  /** The names of the parts of a bar, in their order. */
  parts?: readonly string[]
}

// Across, a picture is measured in hundredths of its column, so that its letters keep their size on a phone. Downwards it is in pixels.
const line = 20
const thick = 16
const gap = 14

/** Letters of a name that stand beside a value on the narrowest screen. */
const lettersInLine = 28

/** Bars that lie one under the other, with name and value in words above each. Parts differ by pattern as well as by colour. */
export function BarChart({ bars, parts = [], write, ...named }: BarsProps) {
  const { id } = named
  const most = Math.max(...bars.map(({ values }) => sum(values)), 0)
  const drawn = bars.map((bar) => ({ ...bar, lines: linesOf(bar.name) }))
  const heights = drawn.map(({ lines }) => lines.length * line + thick + gap)
  return (
    <figure class="chart">
      <Picture {...named} height={sum(heights)}>
        {parts.length > 1 ? <Patterns id={id} /> : null}
        {drawn.map(({ lines, values }, i) => (
          <g transform={`translate(0 ${sum(heights.slice(0, i))})`}>
            <text y={String(line - 5)}>
              {lines.map((words, at) => (
                <tspan x="0" dy={at === 0 ? undefined : String(line)}>
                  {words}
                </tspan>
              ))}
            </text>
            <text class="value" x="100%" y={String(line - 5)} text-anchor="end">
              {values.map(write).join(' + ')}
            </text>
            <Parts id={id} values={values} most={most} y={lines.length * line} />
          </g>
        ))}
      </Picture>
      {parts.length > 1 ? <Legend id={id} parts={parts} /> : null}
    </figure>
  )
}

/** One part of a bar after the other, on the ground of the longest one. A value that is not nought is always to be seen. */
function Parts({ id, values, most, y }: { id: string; values: readonly number[]; most: number; y: number }) {
  const shares = values.map((value) => (value === 0 || most === 0 ? 0 : Math.max(0.8, (value / most) * 100)))
  const across = { y: String(y), height: String(thick) }
  return (
    <>
      <rect class="ground" x="0" width="100%" {...across} />
      {shares.map((share, part) => {
        if (share === 0) return null
        const from = sum(shares.slice(0, part))
        const box = { ...across, x: percent(from), width: percent(Math.min(share, 100 - from)) }
        return <Filled id={id} part={part} box={box} />
      })}
    </>
  )
}

/** A rectangle in the colour of a part, with its pattern over it. */
function Filled({ id, part, box }: { id: string; part: number; box: Record<string, string> }) {
  return (
    <>
      <rect class={`part-${part}`} {...box} />
      {part === 0 ? null : <rect fill={`url(#${id}-pattern-${part})`} {...box} />}
    </>
  )
}

/** Stripes and dots, for the second and the third part of a bar. */
function Patterns({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={`${id}-pattern-1`} width="6" height="6" patternUnits="userSpaceOnUse">
        <path class="mark" d="M0 6 L6 0" />
      </pattern>
      <pattern id={`${id}-pattern-2`} width="6" height="6" patternUnits="userSpaceOnUse">
        <circle class="dot" cx="3" cy="3" r="1.4" />
      </pattern>
    </defs>
  )
}

function Legend({ id, parts }: { id: string; parts: readonly string[] }) {
  return (
    <figcaption>
      <ul class="legend">
        {parts.map((name, part) => (
          <li>
            <svg width="18" height="18" aria-hidden="true">
              <Filled id={id} part={part} box={{ width: '18', height: '18' }} />
            </svg>
            {name}
          </li>
        ))}
      </ul>
    </figcaption>
  )
}

interface LineProps extends ChartProps {
  points: readonly { name: string; value: number }[]
}

const top = 30
const floor = 140

/** A line through points at equal distances. Above the highest and the last stands the value, below the ends the name. */
export function LineChart({ points, write, ...named }: LineProps) {
  const most = Math.max(...points.map(({ value }) => value), 0)
  const placed = points.map(({ name, value }, i) => ({
    ...{ name, value, x: points.length < 2 ? 50 : 6 + (i / (points.length - 1)) * 88 },
    y: most === 0 ? floor : floor - (value / most) * (floor - top),
  }))
  const highest = placed.find(({ value }) => value === most)
  const last = placed.at(-1)
  return (
    <figure class="chart">
      <Picture {...named} height={floor + line + 6}>
        <line class="axis" x1="0" x2="100%" y1={String(floor)} y2={String(floor)} />
        {placed.slice(1).map(({ x, y }, i) => (
          <line class="line" {...pair('1', placed[i] ?? { x, y })} {...pair('2', { x, y })} />
        ))}
        {placed.map(({ x, y }) => (
          <circle class="point" cx={percent(x)} cy={y.toFixed(1)} r="5" />
        ))}
        {[...new Set([highest, last])].map((point) =>
          point ? (
            <text class="value" x={percent(point.x)} y={(point.y - 11).toFixed(1)} text-anchor="middle">
              {write(point.value)}
            </text>
          ) : null,
        )}
        {placed.length < 2 ? null : <Below name={placed[0]?.name ?? ''} end="start" />}
        {last ? <Below name={last.name} end={placed.length < 2 ? 'middle' : 'end'} /> : null}
      </Picture>
    </figure>
  )
}

function Below({ name, end }: { name: string; end: 'start' | 'middle' | 'end' }) {
  const x = { start: '0', middle: '50%', end: '100%' }[end]
  return (
    <text x={x} y={String(floor + line)} text-anchor={end}>
      {name}
    </text>
  )
}

interface PictureProps extends Omit<ChartProps, 'write'> {
  height: number
  children: Child
}

function Picture({ id, title, summary, height, children }: PictureProps) {
  return (
    <svg width="100%" height={String(height)} role="img" aria-labelledby={`${id}-title ${id}-summary`}>
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-summary`}>{summary}</desc>
      {children}
    </svg>
  )
}

/** A name in lines that fit: pictures do not wrap words by themselves. */
function linesOf(name: string): string[] {
  const lines: string[] = []
  for (const word of name.split(' ')) {
    const last = lines.at(-1)
    if (last === undefined || `${last} ${word}`.length > lettersInLine) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}

function pair(end: '1' | '2', { x, y }: { x: number; y: number }): Record<string, string> {
  return { [`x${end}`]: percent(x), [`y${end}`]: y.toFixed(1) }
}

function percent(share: number): string {
  return `${share.toFixed(2)}%`
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
