/** Who is registered and whose links the start prints, as they are found by. */
export const demoGuests = [
  { name: 'ON_SITE', is: 'delegate ON_SITE CONFIRMED', address: 'delegate@demo.invalid' },
  { name: 'ONLINE', is: 'delegate ONLINE CONFIRMED', address: 'online@demo.invalid' },
  { name: 'WAITING', is: 'observer ON_SITE WAITLISTED', address: 'waiting@demo.invalid' },
] as const;

/** The event that they are registered in. */
export const demoGuestsEvent = 'iaptc-2026';
