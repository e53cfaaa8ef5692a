/** The programmes of the catalogue, closed ones too. Public ids, never renamed. */
export const programmeIds = [
  'poor',
  'near_poor',
  'newly_escaped',
  'clean_water',
  'student',
  'stem_student',
  'job_creation',
  'labour_export',
  'social_housing',
  'disadvantaged_area_business',
  'disadvantaged_area_trader',
  'ethnic_minority',
  'ex_prisoner',
  'online_learning_device',
  'private_school',
  'korea_eps_deposit',
  'poor_housing',
] as const

/** The id of a programme. */
export type ProgrammeId = (typeof programmeIds)[number]

/** The words of a programme in the locales: `programmes/near-poor:name`. Fields: name, short, who, use, how, documents.<paper>. */
export function programmeKey(id: ProgrammeId, field: string): string {
  return `programmes/${id.replaceAll('_', '-')}:${field}`
}
