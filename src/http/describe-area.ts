import type { BlockArea } from "../blocks/block-areas.js";
import { onTimeShare, selfDeclaredShare } from "../blocks/block-figures.js";

/** An area as the API tells it. */
export function describeArea({ code, name, figures }: BlockArea) {
  return {
    code,
    name,
    buildings: figures.buildings,
    onMap: figures.onMap,
    units: figures.units,
    people: {
      tenant: figures.tenants,
      landlord: figures.landlords,
      head: figures.heads,
      sublandlord: figures.sublandlords,
    },
    stars: {
      "5": figures.star5,
      "4": figures.star4,
      "3": figures.star3,
      "2": figures.star2,
      "1": figures.star1,
      withdrawn: figures.withdrawn,
      unrated: figures.unrated,
    },
    openHazards: {
      minor: figures.openMinor,
      major: figures.openMajor,
      critical: figures.openCritical,
      emergency: figures.openEmergency,
    },
    overdue: figures.overdue,
    last30Days: {
      opened: figures.opened30,
      selfDeclared: figures.selfDeclared30,
      tenantReported: figures.tenantReported30,
      closed: figures.closed30,
      closedOnTime: figures.closedOnTime30,
      selfDeclaredShare: selfDeclaredShare(figures),
      onTimeShare: onTimeShare(figures),
    },
  };
}
