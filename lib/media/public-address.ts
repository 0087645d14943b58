import { BlockList, isIP } from 'node:net';

/**
 * Whether an IP address is one of the public internet. Of the fourth version everything is but what is listed; of the
 * sixth only what is handed out to networks (2000::/3), without the ways round into the fourth (6to4, Teredo, mapped).
 */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !closedV4.check(address, 'ipv4');
    case 6:
      return openV6.check(address, 'ipv6') && !closedV6.check(address, 'ipv6');
    default:
      return false;
  }
}

const listOf = (family: 'ipv4' | 'ipv6', subnets: string[]): BlockList => {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [address = '', bits = ''] = subnet.split('/');
    list.addSubnet(address, Number(bits), family);
  }
  return list;
};

const closedV4 = listOf('ipv4', [
  '0.0.0.0/8', // this network
  '10.0.0.0/8', // private
  '100.64.0.0/10', // behind a carrier's translation
  '127.0.0.0/8', // this machine
  '169.254.0.0/16', // this link, and the keys of cloud machines
  '172.16.0.0/12', // private
  '192.0.0.0/24', // of protocols
  '192.0.2.0/24', // for documentation
  '192.88.99.0/24', // 6to4 relays
  '192.168.0.0/16', // private
  '198.18.0.0/15', // for measurements
  '198.51.100.0/24', // for documentation
  '203.0.113.0/24', // for documentation
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, and broadcast
]);
const openV6 = listOf('ipv6', ['2000::/3']);
const closedV6 = listOf('ipv6', [
  '2001::/23', // of protocols, Teredo among them
  '2001:db8::/32', // for documentation
  '2002::/16', // 6to4
  '3fff::/20', // for documentation
]);
