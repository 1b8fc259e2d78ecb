/** What stands in the archive instead of a line that its writer took back. */
export const recalledText = "[已撤回]";
