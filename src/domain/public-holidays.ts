import type { Day } from './day.ts'

/** Why a day is off. `in_lieu`: a holiday fell on a weekend; `swapped`: worked on a Saturday instead. */
export type HolidayName =
  | 'new_year'
  | 'tet'
  | 'hung_kings'
  | 'reunification'
  | 'labour'
  | 'national'
  | 'culture'
  | 'in_lieu'
  | 'swapped'

/**
 * How much is known of a year. `decided`: the decision was read. `reported`: it is known from newspapers. `presumed`: nobody has
 * decided yet; the days are the likeliest by the law and by how the years before were decided.
 */
export type HolidayStatus = 'decided' | 'reported' | 'presumed'

/** The holidays of a year, as staff of the state have them. */
export interface HolidayYear {
  status: HolidayStatus
  /** What it rests on, besides the Labour Code 45/2019/QH14, articles 111 and 112. */
  sources: readonly string[]
  off: Readonly<Record<Day, HolidayName>>
  /** Saturdays that are worked. */
  worked: readonly Day[]
}

// The Labour Code gives New Year, five days of Tet, 30 April, 1 May, two days about 2 September and the tenth of the third lunar month;
// what falls on a weekend is made up on the next working day (article 111). Which days of Tet and about 2 September, and which Saturday
// is worked for a bridge, is decided for each year. Resolution 28/2026/QH16, article 2, added 24 November from 1 July 2026: it stands
// outside article 112, so on a weekend it is not made up. In September 2026 it was asked whether Monday 23 November 2026 should be
// swapped; no decision was found, so it is worked.
// Lunar days were worked out from new moons and solar terms at +07:00. The first day of Tet: 2024-02-10, 2025-01-29, 2026-02-17,
// 2027-02-06, 2028-01-26, 2029-02-13, 2030-02-02.

/** The years that stand here. */
export const holidayYears: Readonly<Record<number, HolidayYear>> = {
  2024: {
    status: 'decided',
    sources: ['5015/TB-LĐTBXH (2023)', '2450/VPCP-KGVX (2024-04-12)'],
    off: {
      '2024-01-01': 'new_year',
      '2024-02-08': 'tet',
      '2024-02-09': 'tet',
      '2024-02-10': 'tet',
      '2024-02-11': 'tet',
      '2024-02-12': 'tet',
      '2024-02-13': 'in_lieu',
      '2024-02-14': 'in_lieu',
      '2024-04-18': 'hung_kings',
      '2024-04-29': 'swapped',
      '2024-04-30': 'reunification',
      '2024-05-01': 'labour',
      '2024-09-02': 'national',
      '2024-09-03': 'national',
    },
    worked: ['2024-05-04'],
  },
  2025: {
    status: 'decided',
    sources: ['6150/TB-BLĐTBXH (2024-12-03)'],
    off: {
      '2025-01-01': 'new_year',
      '2025-01-27': 'tet',
      '2025-01-28': 'tet',
      '2025-01-29': 'tet',
      '2025-01-30': 'tet',
      '2025-01-31': 'tet',
      '2025-04-07': 'hung_kings',
      '2025-04-30': 'reunification',
      '2025-05-01': 'labour',
      '2025-05-02': 'swapped',
      '2025-09-01': 'national',
      '2025-09-02': 'national',
    },
    worked: ['2025-04-26'],
  },
  2026: {
    status: 'decided',
    sources: [
      '9859/VPCP-KGVX (2025-10-13)',
      '9441/TB-BNV (2025)',
      '12729/VPCP-KGVX (2025-12-25)',
      '28/2026/QH16, điều 2',
    ],
    off: {
      '2026-01-01': 'new_year',
      '2026-01-02': 'swapped',
      '2026-02-16': 'tet',
      '2026-02-17': 'tet',
      '2026-02-18': 'tet',
      '2026-02-19': 'tet',
      '2026-02-20': 'tet',
      '2026-04-26': 'hung_kings',
      '2026-04-27': 'in_lieu',
      '2026-04-30': 'reunification',
      '2026-05-01': 'labour',
      '2026-08-31': 'swapped',
      '2026-09-01': 'national',
      '2026-09-02': 'national',
      '2026-11-24': 'culture',
    },
    worked: ['2026-01-10', '2026-08-22'],
  },
  2027: {
    status: 'reported',
    sources: ['Văn phòng Chính phủ, 2026-10-02, theo báo chí'],
    off: {
      '2027-01-01': 'new_year',
      '2027-02-04': 'tet',
      '2027-02-05': 'tet',
      '2027-02-06': 'tet',
      '2027-02-07': 'tet',
      '2027-02-08': 'tet',
      '2027-02-09': 'in_lieu',
      '2027-02-10': 'in_lieu',
      '2027-04-16': 'hung_kings',
      '2027-04-30': 'reunification',
      '2027-05-01': 'labour',
      '2027-05-03': 'in_lieu',
      '2027-09-02': 'national',
      '2027-09-03': 'national',
      '2027-11-24': 'culture',
    },
    worked: [],
  },
  2028: {
    status: 'presumed',
    sources: [],
    off: {
      '2028-01-01': 'new_year',
      '2028-01-03': 'in_lieu',
      '2028-01-24': 'tet',
      '2028-01-25': 'tet',
      '2028-01-26': 'tet',
      '2028-01-27': 'tet',
      '2028-01-28': 'tet',
      '2028-04-04': 'hung_kings',
      '2028-04-30': 'reunification',
      '2028-05-01': 'labour',
      '2028-05-02': 'in_lieu',
      '2028-09-01': 'national',
      '2028-09-02': 'national',
      '2028-09-04': 'in_lieu',
      '2028-11-24': 'culture',
    },
    worked: [],
  },
  2029: {
    status: 'presumed',
    sources: [],
    off: {
      '2029-01-01': 'new_year',
      '2029-02-11': 'tet',
      '2029-02-12': 'tet',
      '2029-02-13': 'tet',
      '2029-02-14': 'tet',
      '2029-02-15': 'tet',
      '2029-02-16': 'in_lieu',
      '2029-04-23': 'hung_kings',
      '2029-04-30': 'reunification',
      '2029-05-01': 'labour',
      '2029-09-02': 'national',
      '2029-09-03': 'national',
      '2029-09-04': 'in_lieu',
      '2029-11-24': 'culture',
    },
    worked: [],
  },
  2030: {
    status: 'presumed',
    sources: [],
    off: {
      '2030-01-01': 'new_year',
      '2030-01-31': 'tet',
      '2030-02-01': 'tet',
      '2030-02-02': 'tet',
      '2030-02-03': 'tet',
      '2030-02-04': 'tet',
      '2030-02-05': 'in_lieu',
      '2030-02-06': 'in_lieu',
      '2030-04-12': 'hung_kings',
      '2030-04-30': 'reunification',
      '2030-05-01': 'labour',
      '2030-09-02': 'national',
      '2030-09-03': 'national',
      '2030-11-24': 'culture',
    },
    worked: [],
  },
}

/** The holidays that have the same date every year, by month and day: what is left of a year that does not stand here. */
export const sameEveryYear: Readonly<Record<string, HolidayName>> = {
  '01-01': 'new_year',
  '04-30': 'reunification',
  '05-01': 'labour',
  '09-02': 'national',
  '11-24': 'culture',
}
