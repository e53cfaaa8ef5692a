/** Small values of the installation itself, as plain JSON. */
export interface Settings {
  get(key: string): Promise<unknown>
  set(key: string, value: unknown): Promise<void>
}
