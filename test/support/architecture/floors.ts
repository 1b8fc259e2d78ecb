/** The floors of src; a file imports its own floor or lower. */
const folderFloors: Readonly<Record<string, number>> = {
  shared: 0,
  "message-templates": 1,
  buildings: 1,
  understanding: 1,
  people: 2,
  archive: 2,
  delivery: 2,
  hazards: 3,
  reminders: 3,
  stars: 3,
  blocks: 3,
  patrols: 3,
  broadcasts: 3,
  emergencies: 3,
  conversation: 4,
  labels: 4,
  notices: 4,
  plates: 4,
  channels: 5,
  database: 5,
  http: 5,
  imports: 5,
  web: 5,
};

/** Floor 5 by suffix: the technology stands in the name. */
const adapterSuffix = /\.(?:prisma|redis|routes|openai|webhook)\.ts$/;

/** Ports that every floor above 0 may use, whatever its feature. */
const sharedPorts: Readonly<Record<string, number>> = { "src/channels/channel.ts": 1 };

/** Files of src itself that are not the composition: config.ts and what describes it are adapters of the environment. */
const rootFloors: Readonly<Record<string, number>> = { "src/config.ts": 5, "src/env-example.ts": 5 };

/** The folder below src, which is the feature; empty for files of src itself. */
export const featureOf = (path: string): string => (path.split("/").length > 2 ? (path.split("/")[1] ?? "") : "");

/** Whether the file is a port that other features of its floor may import. */
export const isSharedPort = (path: string): boolean => path in sharedPorts;

/** The file's floor, 0 to 6; undefined for a folder that has none yet. */
export function floorOf(path: string): number | undefined {
  const named = sharedPorts[path] ?? rootFloors[path];
  if (named !== undefined) return named;
  if (featureOf(path) === "") return 6;
  return adapterSuffix.test(path) ? 5 : folderFloors[featureOf(path)];
}
