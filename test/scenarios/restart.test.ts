import { describeKillable } from "../support/suite-service.js";
import { tellTheRestarts } from "./restart.js";

describeKillable("a service that is killed", tellTheRestarts);
