import { describe, expect, it } from 'vitest';
import { responsibleLevels } from '../../shared/domain/plan-input.ts';
import {
  basicServices,
  groupOf,
  isServiceCode,
  serviceGroups,
  serviceType,
  serviceTypes,
} from '../../shared/domain/service-type.ts';

const codes = serviceTypes.map((t) => t.code);

/** Plans and closed meetings point at these: a code may be added, never taken away or given a new meaning. */
const inUse =
  'com.grocery com.fuel com.post com.pharmacy com.pay com.pay.cash com.pay.bill com.pay.deposit com.alcohol ' +
  'com.gaming com.homedelivery com.shoptrip com.ecommerce com.localproduce com.food com.tourism com.trade ' +
  'mob.transit mob.demand mob.school mob.special mob.carpool mob.charging mob.road mob.active mob.freight ' +
  'dig.broadband dig.mobile dig.wifi dig.workstation dig.support dig.eservice spt.info spt.guidance spt.booking ' +
  'spt.forms spt.selfservice spt.remote spt.assoc spt.business spt.contract spt.sign pub.preschool pub.school ' +
  'pub.eldercare pub.homecare pub.library pub.youth pub.sports pub.citizen pub.permit pub.water pub.waste ' +
  'pub.rescue pub.upkeep reg.health reg.dental reg.culture sta.office sta.police soc.venue soc.meeting ' +
  'soc.activity soc.youth soc.neighbour soc.safetypoint soc.club liv.housing liv.business liv.nature ' +
  'liv.demography liv.identity gov.dialogue gov.contact gov.feedback gov.plan gov.funding gov.partnership ' +
  'oth.unsorted';

describe('service types', () => {
  it('[SC1] keep every code that plans may point at', () => {
    expect(inUse.split(' ').filter((code) => !isServiceCode(code))).toEqual([]);
  });

  it('[SC1] are unique, also by name', () => {
    expect(new Set(codes).size).toBe(codes.length);
    expect(new Set(serviceTypes.map((t) => t.sv)).size).toBe(codes.length);
    expect(new Set(serviceTypes.map((t) => t.en)).size).toBe(codes.length);
  });

  it('[SC1] are written in small letters with dots and belong to a known group', () => {
    expect(codes.filter((code) => !/^[a-z]{3}(\.[a-z]+){1,2}$/.test(code))).toEqual([]);
    expect(codes.filter((code) => groupOf(code) === undefined)).toEqual([]);
    expect(serviceGroups.filter((g) => !codes.some((code) => groupOf(code) === g))).toEqual([]);
  });

  it('[SC1] say who can usually act', () => {
    expect(serviceTypes.filter((t) => !responsibleLevels.includes(t.level))).toEqual([]);
    expect(serviceType('mob.road')?.level).toBe('state');
    expect(serviceType('mob.transit')?.level).toBe('region');
    expect(serviceType('soc.venue')?.level).toBe('village');
    expect(serviceType('com.fuel')?.level).toBe('market');
    expect(serviceType('oth.unsorted')?.level).toBe('municipality');
  });

  it('[SC1] name the five basic services, all in regional scope', () => {
    expect(basicServices.map((t) => t.code)).toEqual([
      'com.grocery',
      'com.fuel',
      'com.post',
      'com.pharmacy',
      'com.pay',
    ]);
    expect(basicServices.every((t) => t.regional)).toBe(true);
    expect(serviceType('liv.housing')).toMatchObject({ regional: false, basic: false });
  });

  it.each(['', 'com', 'com.', 'COM.FUEL', 'com.fuel ', 'toString', '__proto__', 'x.y'])(
    '[SC1] know nothing of %j',
    (code) => {
      expect(isServiceCode(code)).toBe(false);
      expect(serviceType(code)).toBeUndefined();
      expect(groupOf(code)).toBeUndefined();
    },
  );
});
