/** What a form says and in which order, without how it is drawn. Texts are ready to print; lengths are in points. */
export interface Sheet {
  /** The title of the file, for the reader's window. */
  title: string
  lang: string
  landscape: boolean
  /** Stands at the foot of every page: the note, which paper this is, and the count of pages. */
  foot: { note: string; name: string; page: (page: number, pages: number) => string }
  blocks: readonly Block[]
}

/** A piece of a form, from the left margin to the right one. */
export type Block =
  | Letterhead
  | { as: 'title'; text: string; under: readonly string[] }
  /** The name of a section. It does not stay alone at the foot of a page. */
  | { as: 'heading'; text: string }
  | { as: 'text'; text: string; style: 'plain' | 'italic' | 'bold'; align: 'left' | 'center' | 'right' }
  | Fields
  | Table
  | Signatures
  | { as: 'lines'; count: number }
  | { as: 'gap'; height: number }
  /** Words to be read from across a room, in the middle. */
  | { as: 'large'; text: string; points: number; bold: boolean }
  | Codes
  | { as: 'page' }
  /** What follows wants to stay together: a new page where less than that height is left. */
  | { as: 'keep'; height: number }

/** Who writes, on the left; the name and the motto of the country; the number of the form. */
export interface Letterhead {
  as: 'letterhead'
  /** Where nobody writes for an office, the motto stands in the middle. */
  from: readonly string[]
  nation: string
  motto: string
  number: string
  /** How many copies, and who keeps them. */
  copies: string
}

/** One row of things to fill in. */
export interface Fields {
  as: 'fields'
  fields: readonly Field[]
}

/** A thing to fill in: a dotted line where it is not known. */
export interface Field {
  label: string
  value: string
  /** Behind the value, or at the end of the line to write on: "đồng". */
  unit: string
  /** Its part of the row. */
  share: number
}

/** Rows below a header that is repeated on every page. */
export interface Table {
  as: 'table'
  columns: readonly Column[]
  rows: readonly (readonly string[])[]
  /** The last row, in bold. */
  total?: readonly string[]
  /** The least height of a row, to write in. */
  rowHeight: number
}

/** A column of a table. */
export interface Column {
  title: string
  share: number
  align: 'left' | 'center' | 'right'
}

/** Places to sign, side by side, kept on one page. */
export interface Signatures {
  as: 'signatures'
  places: readonly SignaturePlace[]
}

/** One of them: who signs, what they do, and their name where it is known. An empty title leaves the place free. */
export interface SignaturePlace {
  /** Above the title, in italics: place and day. */
  above: string
  title: string
  under: string
  name: string
}

/** QR codes, side by side, each with words above and below it. */
export interface Codes {
  as: 'codes'
  codes: readonly { title: string; under: string; modules: readonly (readonly boolean[])[] }[]
}
