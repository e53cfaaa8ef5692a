/** A hamlet as a poster names it. */
export interface Hamlet {
  id: number
  name: string
  communeId: number
}

/** Where in a commune a poster can hang: on the board of a hamlet, or where a group meets. */
export interface CommuneBoards {
  hamlets: Hamlet[]
  groups: { id: number; code: string; name: string; hamlet?: string }[]
}

/** The notice boards of the communes. */
export interface Boards {
  ofCommune(communeId: number): Promise<CommuneBoards>
  hamlet(id: number): Promise<Hamlet | undefined>
}
