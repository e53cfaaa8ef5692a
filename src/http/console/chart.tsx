import type { Child } from 'hono/jsx'

/** What a chart shows: a name, and a value for each of its parts. */
export interface Bar {
  name: string
  /** One value for a plain bar; several for one that is put together of parts. */
  values: readonly number[]
}

interface ChartProps {
  /** Names the parts of the page: unique on it. */
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

// Units of the picture, which are pixels where it has its full width. It shrinks with the column, so the letters are larger than they need to be.
const width = 480
const row = 50
const bar = 18

/** Bars that lie one under the other, with name and value in words above each. Parts differ by pattern as well as by colour. */
export function BarChart({ id, title, summary, write, bars, parts = [] }: BarsProps) {
  const most = Math.max(...bars.map(({ values }) => sum(values)), 0)
  const height = bars.length * row
  return (
    <figure class="chart">
      <Picture id={id} title={title} summary={summary} height={height}>
        {parts.length > 1 ? <Patterns id={id} /> : null}
        {bars.map(({ name, values }, i) => (
          <g class="bar" transform={`translate(0 ${i * row})`}>
            <text x="0" y="17">
              {name}
            </text>
            <text class="value" x={String(width)} y="17" text-anchor="end">
              {values.map(write).join(' + ')}
            </text>
            <rect class="ground" x="0" y="24" width={String(width)} height={String(bar)} rx="3" />
            <Parts id={id} values={values} most={most} />
          </g>
        ))}
      </Picture>
      {parts.length > 1 ? <Legend id={id} parts={parts} /> : null}
    </figure>
  )
}

/** One part of a bar after the other. A value that is not nought is always to be seen. */
function Parts({ id, values, most }: { id: string; values: readonly number[]; most: number }): Child {
  const lengths = values.map((value) => (value === 0 || most === 0 ? 0 : Math.max(2, (value / most) * width)))
  return lengths.map((length, part) => {
    if (length === 0) return null
    const from = sum(lengths.slice(0, part))
    const box = { y: '24', height: String(bar), x: from.toFixed(1), width: Math.min(length, width - from).toFixed(1) }
    return (
      <>
        <rect class={`part-${part}`} {...box} />
        {part === 0 ? null : <rect fill={`url(#${id}-pattern-${part})`} {...box} />}
      </>
    )
  })
}

/** Stripes and dots over the second and third part of a bar. */
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
            <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
              <rect class={`part-${part}`} width="18" height="18" rx="3" />
              {part === 0 ? null : <rect fill={`url(#${id}-pattern-${part})`} width="18" height="18" rx="3" />}
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

const lineHeight = 170
const top = 28
const floor = 140

/** A line through points at equal distances, each marked and with its value above it; the first and the last have their names below. */
export function LineChart({ id, title, summary, write, points }: LineProps) {
  const most = Math.max(...points.map(({ value }) => value), 0)
  const placed = points.map(({ name, value }, i) => ({
    name,
    value,
    x: 24 + (points.length < 2 ? 0 : (i / (points.length - 1)) * (width - 48)),
    y: most === 0 ? floor : floor - (value / most) * (floor - top),
  }))
  const shown = placed.filter((_, i) => i === 0 || i === placed.length - 1)
  return (
    <figure class="chart">
      <Picture id={id} title={title} summary={summary} height={lineHeight}>
        <path class="axis" d={`M0 ${floor} H${width}`} />
        <polyline class="line" points={placed.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')} />
        {placed.map(({ x, y, value }) => (
          <>
            <circle class="point" cx={x.toFixed(1)} cy={y.toFixed(1)} r="5" />
            <text class="value" x={x.toFixed(1)} y={(y - 11).toFixed(1)} text-anchor="middle">
              {write(value)}
            </text>
          </>
        ))}
        {shown.map(({ name }, i) => (
          <text x={i === 0 ? '0' : String(width)} y={String(floor + 22)} text-anchor={i === 0 ? 'start' : 'end'}>
            {name}
          </text>
        ))}
      </Picture>
    </figure>
  )
}

interface PictureProps extends Omit<ChartProps, 'write'> {
  height: number
  children: Child
}

function Picture({ id, title, summary, height, children }: PictureProps) {
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={`${id}-title ${id}-summary`}>
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-summary`}>{summary}</desc>
      {children}
    </svg>
  )
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
