/** Of what is listed in whole, so many at most. */
export const mostListed = 500;
