/** Nobody is held to a promise that lies more days ahead: our own number, so that it is for this instalment and not the next. */
export const farthestPromise = 45
