/** The first bytes of a map payload. */
export const mapMagic = "LXMB";
/** Of the layout; readers refuse another one. */
export const mapVersion = 1;
/** Bytes before the first section. */
export const mapHeaderBytes = 48;
/** Positions are whole hundred-thousandths of a degree: about a metre. */
export const unitsPerDegree = 100_000;
/** Digits of a grid's code, and of a building's code after it. */
export const gridDigits = 14;
export const serialDigits = 5;
/** More open cases than this are drawn as so many. */
export const mostOpenDrawn = 255;

/** What is known of each building, in the order in which a grid's points are stored: so many numbers each. */
export const pointColumns = ["serial", "lon", "lat", "star", "open", "worst", "isOverdue", "kind"] as const;
/** Numbers of a building. */
export const pointWidth = pointColumns.length;

/** `star` of a building without a rating in force, and of one whose plate was withdrawn; others have 1 to 5. */
export const starOnMap = { unrated: 0, withdrawn: 6 } as const;
/** Severities as `worst` counts them. */
export const severitiesOnMap = ["none", "minor", "major", "critical", "emergency"] as const;
