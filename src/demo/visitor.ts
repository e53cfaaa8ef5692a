import names from './names.json' with { type: 'json' }

/**
 * The sample household that a visitor of the demo plays. It is near poor, has a loan for clean water and one for production,
 * and principal of both falls due at the session in three days. The code ties an account to it, the digits end its loan code.
 */
export const visitor = {
  customerId: '3799000001',
  headName: names.visitor,
  birthYear: 1979,
  phone: '0912345678',
  groupCode: '3799001',
  /** Of the signs that codes on paper are made of. */
  linkCode: 'LANH2468',
  loanDigits: '2468',
  waterLoanId: '6600379900002468',
  productionLoanId: '6600379900001357',
} as const
