/** Says a key of the locale file `chat`. */
export type T = (key: string, fillers?: Record<string, string | number>) => string
