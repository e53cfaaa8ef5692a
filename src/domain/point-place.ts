/** Reads an hour of the day as staff type it, "7:30", "07h30", "7 giờ", as `HH:MM`; undefined for anything else. */
export function readHour(text: string): string | undefined {
  const [, hour, minute = '0'] = /^(\d{1,2})\s*(?:[:hg.]|giờ)?\s*(\d{2})?$/u.exec(text.trim().toLowerCase()) ?? []
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59) return undefined
  return `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`
}

/** Reads a day of the month, 1 to 31; undefined for anything else. */
export function readDayOfMonth(text: string): number | undefined {
  const day = /^\d{1,2}$/.test(text.trim()) ? Number(text.trim()) : 0
  return day >= 1 && day <= 31 ? day : undefined
}
