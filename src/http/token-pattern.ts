/** The token of a link in an address, as a pattern: 43 characters, 256 bits of chance. */
export const tokenPattern = '[A-Za-z0-9_-]{43}'
