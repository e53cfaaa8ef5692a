/** One thing of the front page, with its number, leading to its room. */
export function Card({ href, figure, title, urgent, children }: CardProps) {
  return (
    <a class={urgent ? 'card urgent' : 'card'} href={href}>
      {figure === undefined ? null : <span class="figure">{figure}</span>}
      <strong>{title}</strong>
      <span>{children}</span>
    </a>
  )
}

interface CardProps {
  href: string
  figure?: number
  title: string
  urgent?: boolean
  children: string
}
