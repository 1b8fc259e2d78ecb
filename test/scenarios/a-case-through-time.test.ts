import { describeOnBoth } from "../support/suite-service.js";
import { tellTheTime } from "./a-case-through-time.js";

describeOnBoth("a case through time", tellTheTime);
