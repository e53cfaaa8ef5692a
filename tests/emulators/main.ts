// Runs an emulated platform by hand: npm run emulator [-- telegram|zalo] [options of that one]. Telegram where none is named.
const [name] = process.argv.slice(2)
const named = name === 'telegram' || name === 'zalo'
if (named) process.argv.splice(2, 1)
await (named && name === 'zalo' ? import('./zalo/main.ts') : import('./telegram/main.ts'))

export {}
