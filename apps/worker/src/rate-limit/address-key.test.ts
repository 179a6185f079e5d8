import { expect, it } from 'vitest';
import { keyOfAddress } from './address-key.ts';

it.each([
  { address: '192.0.2.7', key: 'address:192.0.2.7' },
  { address: ' 192.0.2.7 ', key: 'address:192.0.2.7' },
  { address: '2001:db8:1:2:3:4:5:6', key: 'address:2001:db8:1:2::/64' },
  { address: '2001:0DB8:0001:0002::ffff', key: 'address:2001:db8:1:2::/64' },
  { address: '2001:db8::1', key: 'address:2001:db8:0:0::/64' },
  { address: '2001:db8:0:0:1::', key: 'address:2001:db8:0:0::/64' },
  { address: '2001:db8:1:3::1', key: 'address:2001:db8:1:3::/64' },
  { address: '::1', key: 'address:0:0:0:0::/64' },
  { address: '::ffff:192.0.2.7', key: 'address:192.0.2.7' },
  { address: '::ffff:c000:207', key: 'address:192.0.2.7' },
  { address: null, key: 'address:unknown' },
  { address: '', key: 'address:unknown' },
  { address: '256.1.1.1', key: 'address:unknown' },
  { address: '192.0.2.7, 198.51.100.1', key: 'address:unknown' },
  { address: '2001:db8::1::2', key: 'address:unknown' },
  { address: 'fe80::1%eth0', key: 'address:unknown' },
  { address: '1]/@[', key: 'address:unknown' },
  { address: 'localhost', key: 'address:unknown' },
])('counts $address as $key', ({ address, key }) => {
  expect(keyOfAddress(address)).toBe(key);
});
