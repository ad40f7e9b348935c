import ipaddr from 'ipaddr.js';

/**
 * What strangers are counted by: an IPv4 address, and of IPv6 the /64 that one line or machine is given (RFC 6177, 2), for
 * whoever has one has 2^64 addresses. What is no address stays.
 */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed instanceof ipaddr.IPv4) return parsed.toString();
  return `${new ipaddr.IPv6([...parsed.parts.slice(0, 4), 0, 0, 0, 0]).toString()}/64`;
}
