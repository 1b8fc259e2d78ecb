import { applyMigrations } from "../../src/database/apply-migrations.prisma.js";
import { openDatabase } from "../../src/database/open-database.prisma.js";
import { silentLog } from "../../src/shared/log.js";

// A service that starts: prints what it logged and applied, as one JSON line. Argument: the database's URL.
const told: string[] = [];
const log = { ...silentLog, info: (_fields: object, message: string) => void told.push(message) };
const database = await openDatabase({ databaseUrl: process.argv[2], dataDir: "unused", log });
const applied = await applyMigrations(database, log);
await database.prisma.setting.count();
await database.close();
process.stdout.write(JSON.stringify({ applied, told }));
