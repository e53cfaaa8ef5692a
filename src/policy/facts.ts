import { z } from 'zod'
import { type Day, readDay } from '../domain/day.ts'
import { programmeIds } from './ids.ts'

const day = z.string().transform((text, ctx): Day => {
  const read = readDay(text)
  if (read === undefined) ctx.addIssue({ code: 'custom', message: 'must be a date that exists, as YYYY-MM-DD' })
  return read ?? '0000-00-00'
})
const flag = z.boolean().nullish()
const dong = z.number().int().nonnegative().nullish()
const amount = z.number().nonnegative().nullish()
const whole = z.number().int().nonnegative().nullish()
/** "How many", or only whether there are any. */
const some = z.union([z.number().int().nonnegative(), z.boolean()]).nullish()
/** An open list: a word of the caller's, matched where a rule knows it. */
const word = z.string().trim().min(1).max(60).nullish()
const oneOf = <const T extends readonly string[]>(...values: T) => z.enum(values).nullish()

/**
 * What is known of a household. Absent or null is unknown; an unknown name or a wrong type is refused.
 * Money is whole dong a month or in all, as the name says; ratios are plain numbers (1.5 is one and a half times).
 */
export const factsSchema = z.strictObject({
  povertyStatus: oneOf('poor', 'near_poor', 'newly_escaped', 'none'),
  previousStatus: oneOf('poor', 'near_poor', 'newly_escaped', 'none'),
  leftListDate: day.nullish(),
  leftPoorListDate: day.nullish(),
  yearsSinceEscaped: amount,
  livingStandard: oneOf('average', 'above_average'),
  incomeRatioToPoorLine: amount,
  monthlyIncomeVnd: dong,
  area: oneOf('rural', 'urban'),
  adminUnit: oneOf('xa', 'phuong', 'thi_tran'),
  /** What the place was before the communes were merged on 2025-07-01. */
  formerUnit: oneOf('xa', 'phuong', 'thi_tran'),
  residence: oneOf('permanent', 'temporary', 'none'),
  residentAtProjectPlace: flag,
  inDisadvantagedArea: flag,
  inSpecialDifficultyArea: flag,
  poorDistrictResidentMonths: amount,
  ethnicMinority: flag,
  meritoriousRelative: flag,
  landRecoveredYearsAgo: amount,
  applicantAge: amount,
  civilCapacity: flag,
  maritalStatus: word,
  minorChildren: some,
  adultChildren: some,
  groupMember: flag,
  communeConfirmed: flag,
  planApprovedByCommune: flag,
  hasLoanPlan: flag,
  purpose: oneOf(
    'production',
    'study',
    'clean_water',
    'labour_export',
    'job_creation',
    'housing',
    'wedding',
    'mixed',
    'other',
  ),
  requestedTotalVnd: dong,
  collateralValueVnd: dong,
  existingVbspDebtVnd: z.partialRecord(z.enum(programmeIds), z.number().int().nonnegative()).nullish(),
  overdueDebtAtVbsp: flag,
  badDebtElsewhere: flag,
  badDebtBefore2020_01_23: flag,
  hasStudent: flag,
  studentCount: whole,
  studentLevel: oneOf(
    'secondary_school',
    'high_school',
    'vocational',
    'college',
    'university',
    'master',
    'phd',
    'medical_graduate_practice',
  ),
  studentYear: whole,
  monthsSinceGraduation: amount,
  admissionNotice: flag,
  stemMajor: flag,
  highSchoolAllYearsKha: flag,
  grade12StemAvg: z.number().min(0).max(10).nullish(),
  lastYearGrade: word,
  recognisedByUniversity: flag,
  isOrphan: oneOf('one', 'both', 'none'),
  remainingParentCanWork: flag,
  covidOrphan: flag,
  familyHardship: flag,
  hardshipConfirmedByCommune: flag,
  administrativeSanction: flag,
  waterWork: oneOf('none', 'damaged', 'good'),
  sanitationWork: oneOf('none', 'damaged', 'good'),
  borrowerType: oneOf('worker', 'business', 'school'),
  businessType: word,
  totalWorkers: whole,
  supportedWorkers: whole,
  formerPrisonerWorkers: whole,
  formerPrisoner: flag,
  yearsSinceRelease: amount,
  hasCompletionCertificate: flag,
  hasAmnestyCertificate: flag,
  onPoliceList: flag,
  goodLegalCompliance: flag,
  suspendedSentence: flag,
  everPoorOrNearPoor: flag,
  selfDeclaredPoor: flag,
  hasSignedOverseasContract: flag,
  overseasCostVnd: dong,
  beneficiaryGroup: word,
  occupation: word,
  ownsHouse: flag,
  areaPerPersonM2: amount,
  /** Which of the two housing loans is meant; without it, the sums that are named tell. */
  housingPlan: oneOf('buy', 'build'),
  housePriceVnd: dong,
  repairEstimateVnd: dong,
  purchaseContractSigned: flag,
  schoolType: word,
  legallyEstablished: flag,
  closedMonths: amount,
  hasAdequateDevice: flag,
  alreadySupportedDevice: flag,
  onApprovedSupportList: flag,
})

/** What is known of a household; see `factsSchema`. */
export type Facts = z.infer<typeof factsSchema>

/** The name of a fact. */
export type FactName = keyof Facts

/** What the borrower wants the money for. */
export type Purpose = NonNullable<Facts['purpose']>

/** Every fact name, in the order of the schema. */
export const factNames = Object.keys(factsSchema.shape) as FactName[]
