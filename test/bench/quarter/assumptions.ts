/**
 * What the replayed quarter assumes about buildings and people. Nothing here is a rule: the rules are those of
 * templates/rules. Each number has the report that it was taken from; "assumed" where no report says anything, chosen
 * before the first run and not fitted to the article's figures.
 */
export const assumptions = {
  // What is found.
  /** Hazards at a check of a building: Baolong street, 470 in 2,479 buildings. Songgang: 128 a day by 266 workers, about the same. */
  findsPerCheck: 0.19,
  /** Of those found at a check, fixed before the worker leaves. Reports between 28 and 85 in a hundred; 54 in Panyu. */
  onSpotShare: 0.55,
  /** Cases a month and building that tenants report: a third of the planning figure of 10 lines a month by 1,000 people. Assumed. */
  tenantCasesPerMonth: 0.1,
  /** Cases a month and building that the owner or the head declares. Assumed. */
  selfCasesPerMonth: 0.04,
  /** Of the tenants' reports, found to be nothing. Assumed. */
  falseAlarmShare: 0.1,
  /** Checks at which nobody lets the worker in. Assumed. */
  refusedEntryPerCheck: 0.002,

  // What owners do.
  /** Owners who let things slide. Assumed. */
  carelessShare: 0.1,
  /** Cases with a deadline that are late: 8 in a hundred over all, as in the spread check of the point table. Assumed. */
  lateShareCareless: 0.35,
  lateShareOthers: 0.05,
  /** Mean days after the deadline; a tenth of the late cases lie for long. Assumed. */
  lateDays: 4,
  longLateShare: 0.1,
  longLateDays: 40,
  /** Fixes that the recheck shows to be false. Assumed. */
  fakeFixShare: 0.005,
  /** Owners who put right within days what the prior notice of a fall names. Assumed. */
  curesAfterNotice: 0.5,
  /** Owners who object to a prior notice, and the objections that turn out right. Assumed. */
  objectsShare: 0.05,
  upheldShare: 0.3,

  // What takes a plate away.
  /** Cases of people living in shops, stored explosives, rooms of boards or cracked walls that the owner will not end, so that the authority finds it in writing. Assumed. */
  refusesAuthority: 0.2,
  /** Mean days until the cause of a veto is gone. Assumed. */
  vetoDays: 30,
  /** Days after the deadline when the 30 days of a supervision order are over too: 3 and 30. Rule V10. */
  supervisedDays: 33,

  // What is measured.
  /** People in a building: 5.54 million in 175,700. District report, 2021. */
  people: 31.5,
  /** People who move in a month, as a share of those who live there. Assumed. */
  movesInPerMonth: 0.05,
  /** Of them, not declared by the time of the monthly figure. Assumed. */
  undeclaredCareless: 0.2,
  undeclaredOthers: 0.03,
  /** Of those not declared, declared by the next month. Assumed. */
  declaredLater: 0.5,
  /** Buildings whose patrols are written down, and by how many days the figure moves from month to month. Assumed. */
  keepsPatrolLog: 0.6,
  patrolDaysMove: 2,
  /** Heads who are trained, and how many of the others are in a month; how many heads leave in a month. 81 in a hundred buildings of Gongming have a head; the rest is assumed. */
  trainedHeads: 0.6,
  trainedPerMonth: 0.03,
  headsLeavePerMonth: 0.01,
  /** Buildings that the street has looked at, and how many of the others it does in a month. Assumed. */
  streetChecked: 0.5,
  streetChecksPerMonth: 0.03,
  /** Files too thin for a star at first, and how many of them are filled in a month. Assumed. */
  thinFiles: 0.06,
  filledPerMonth: 0.15,
  /** Files that lack something at first. Assumed. */
  wantingFiles: 0.4,

  // What staff do.
  /** Confirmed on the next working day; else a day later, and so on. Assumed. */
  confirmsNextDay: 0.7,
  /** Working days until an objection is decided. Domain brief: looked into within 7. */
  appealWorkingDays: 7,
  /** Days between checks where there is no star yet. Domain brief, proposed table; with a star the rule file says it. */
  patrolDaysUnrated: 14,
};

/** The assumptions by name. */
export type Assumptions = Readonly<typeof assumptions>;

/**
 * What is found, in a hundred finds. Electric bicycles lead every report (Songgang: 126 of 128 in one day of a campaign,
 * against 2 of people living in shops); the shares beside them are assumed.
 */
export const mix: readonly (readonly [code: string, share: number])[] = [
  ["E01", 22],
  ["E02", 6],
  ["E03", 10],
  ["E04", 7],
  ["E05", 5],
  ["E07", 0.5],
  ["E09", 2],
  ["F01", 14],
  ["F02", 4],
  ["F04", 8],
  ["F05", 3],
  ["F06", 3],
  ["F08", 1.5],
  ["F09", 1],
  ["F10", 0.5],
  ["F11", 1.5],
  ["G02", 1.5],
  ["G04", 0.5],
  ["S01", 0.2],
  ["S02", 0.8],
  ["P01", 1],
  ["H01", 5],
  ["H02", 1],
  ["M01", 1],
];

/** The veto that an authority's finding about a case of this code is. */
export const vetoOfCode: Readonly<Record<string, string>> = { F11: "V3", S01: "V4", F10: "V6", F09: "V7" };
