import { adguard } from './adguard.ts';
import { adguardHome } from './adguard-home.ts';
import { bind } from './bind.ts';
import { blocky } from './blocky.ts';
import { dnsmasq } from './dnsmasq.ts';
import { pihole } from './pihole.ts';
import { pihole5 } from './pihole-5.ts';
import type { Target, TargetName } from './target.ts';
import { technitium } from './technitium.ts';
import { ublockOrigin } from './ublock-origin.ts';
import { unbound } from './unbound.ts';

/** The software that lists are written for, by name. */
export const targets: Readonly<Record<TargetName, Target>> = {
  'adguard-home': adguardHome,
  pihole,
  'pihole-5': pihole5,
  'ublock-origin': ublockOrigin,
  adguard,
  blocky,
  dnsmasq,
  unbound,
  bind,
  technitium,
};
