import ipaddr from 'ipaddr.js';

/** Azure's own service of each machine: a public address that only the machine itself reaches. */
const azureHost = '168.63.129.16';
/** All that is given out of IPv6 (RFC 4291, 2.4). */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an IP address is of the public internet: not of this machine, a private or link-local network (where clouds
 * keep their metadata), a carrier's, a group of receivers, a way to tunnel to one of these, or one that is not given
 * out (IANA's registries of special-purpose addresses).
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast' || address === azureHost) return false;
  return !(parsed instanceof ipaddr.IPv6) || parsed.match(globalUnicast);
}

/** Whether an IP address is of this machine alone. */
export function isLoopbackAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.parse(address).range() === 'loopback';
}
